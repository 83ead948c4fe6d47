using Weir.Layers.CircuitBreaking;

namespace Weir.Tests.Layers;

public class CircuitBreakingWorkloadTests
{
    [Fact]
    public async Task Sides_GiveTheSame_AndTheChecksComeFromCalls()
    {
        var workload = CircuitBreakingWorkload.OfTheLayer;
        await using var baseline = await workload.OpenAsync(WorkloadVariant.Baseline, Some.Token);
        await using var optimized = await workload.OpenAsync(WorkloadVariant.Optimized, Some.Token);
        Assert.Equal("45", await baseline.OutputAsync(Some.Token));
        Assert.Equal("45", await optimized.OutputAsync(Some.Token));
        await baseline.RunAsync(Some.Token);
        await optimized.RunAsync(Some.Token);
        Assert.Empty(baseline.Checks);
        Assert.Equal(["refused call", "probes until it recovers"], optimized.Checks.Select(static check => check.Name));
        Assert.True(optimized.Checks[0].Value > 0);
        Assert.Equal((1.0, true), (optimized.Checks[1].Value, optimized.Checks[1].Met));
    }

    [Fact]
    public async Task Check_OfASideThatNeverRan_IsRefused()
    {
        // Its breaker is not open yet, so a call would be no refused one.
        await using var optimized = await CircuitBreakingWorkload.OfTheLayer.OpenAsync(WorkloadVariant.Optimized, Some.Token);
        Assert.Contains("do a unit", Assert.Throws<InvalidOperationException>(() => optimized.Checks).Message, StringComparison.Ordinal);
    }
}
