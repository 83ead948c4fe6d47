using Weir.Layers.Concurrency;

namespace Weir.Tests.Layers.Concurrency;

public class ConcurrencyWorkloadTests
{
    [Fact]
    public async Task Sides_OfEachWorkload_GiveTheSame()
    {
        foreach (var workload in new[] { ConcurrencyWorkload.OfTheMetric, ConcurrencyWorkload.OfTheLayer, ConcurrencyWorkload.OfLargerCalls })
        {
            await using var baseline = await workload.OpenAsync(WorkloadVariant.Baseline, Some.Token);
            await using var optimized = await workload.OpenAsync(WorkloadVariant.Optimized, Some.Token);
            await using var idle = await workload.OpenBaselineAsync(new() { Concurrency = new() }, Some.Token);
            var output = await baseline.OutputAsync(Some.Token);
            Assert.NotEqual("0", output);
            Assert.Equal(output, await optimized.OutputAsync(Some.Token));
            Assert.Equal(output, await idle.OutputAsync(Some.Token));
            await optimized.RunAsync(Some.Token);
        }
    }

    [Fact]
    public void Workloads_HaveTheNamesAndTargetsOfTheirProofs() => Assert.Equal(
        [("concurrency", 50), ("concurrency-0.2-us", 50), ("concurrency-1.3-us", -3)],
        new[] { ConcurrencyWorkload.OfTheMetric, ConcurrencyWorkload.OfTheLayer, ConcurrencyWorkload.OfLargerCalls }.Select(static one => (one.Name, one.Target)));
}
