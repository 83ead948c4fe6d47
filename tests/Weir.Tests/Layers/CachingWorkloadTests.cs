using Weir.Layers.Caching;

namespace Weir.Tests.Layers;

public class CachingWorkloadTests
{
    [Fact]
    public async Task Sides_GiveTheSame_AndTheCacheHasMostOfIt()
    {
        var workload = CachingWorkload.OfTheMetric;
        await using var baseline = await workload.OpenAsync(WorkloadVariant.Baseline, Some.Token);
        await using var optimized = await workload.OpenAsync(WorkloadVariant.Optimized, Some.Token);
        var expected = await baseline.OutputAsync(Some.Token);
        Assert.Equal(expected, await optimized.OutputAsync(Some.Token));
        for (var i = 0; i < 20; i++)
        {
            await optimized.RunAsync(Some.Token);
        }

        Assert.Equal(expected, await optimized.OutputAsync(Some.Token));
        Assert.Empty(baseline.Checks);
        var check = Assert.Single(optimized.Checks);
        Assert.Equal(("hit rate", true), (check.Name, check.Met));
    }

    [Theory]
    [InlineData(0.45, true)]
    [InlineData(0.6, false)]
    public async Task Rival_IsComparedOnScans(double rate, bool expected)
    {
        var asked = 0;
        var workload = CachingWorkload.OfTheLayer(new CachingRival("another", (requests, _) =>
        {
            asked += requests.Count;
            return rate;
        }));
        await using var side = await workload.OpenAsync(WorkloadVariant.Optimized, Some.Token);
        var check = Assert.Single(side.Checks, static check => check.Unit == "points");
        Assert.Equal(("hit rate over another, with scans", expected, 5 * 200_000), (check.Name, check.Met, asked));
        Assert.True(Assert.Single(side.Checks, static check => check.Name.StartsWith("calls of the step", StringComparison.Ordinal)).Met);
        Assert.True(Assert.Single(side.Checks, static check => check.Unit == "ns").Value > 0);
    }
}
