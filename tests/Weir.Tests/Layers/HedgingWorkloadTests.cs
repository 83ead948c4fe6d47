using Weir.Layers.Hedging;

namespace Weir.Tests.Layers;

public class HedgingWorkloadTests
{
    [Fact]
    public async Task Sides_GiveTheSame_AndTheTailComesFromTheirCalls()
    {
        var workload = HedgingWorkload.OfTheLayer;
        await using var baseline = await workload.OpenAsync(WorkloadVariant.Baseline, Some.Token);
        await using var optimized = await workload.OpenAsync(WorkloadVariant.Optimized, Some.Token);
        Assert.Equal(await baseline.OutputAsync(Some.Token), await optimized.OutputAsync(Some.Token));
        for (var unit = 0; unit < 3; unit++)
        {
            await baseline.RunAsync(Some.Token);
        }

        // Without a call of the other side there is nothing to be better than.
        Assert.Empty(baseline.Checks);
        var check = Assert.Single(optimized.Checks);
        Assert.Equal(("p99 of a call without / with", 2.0), (check.Name, check.Target));
        Assert.True(check.Value >= HedgingWorkload.Slow.TotalNanoseconds / 2, $"The slowest calls took {check.Value} ns.");
        await optimized.RunAsync(Some.Token);
        Assert.True(optimized.Checks[0].Value < check.Value);
    }
}
