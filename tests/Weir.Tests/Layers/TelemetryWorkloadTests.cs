using Weir.Layers.Telemetry;

namespace Weir.Tests.Layers;

public class TelemetryWorkloadTests
{
    [Fact]
    public async Task Sides_GiveTheSame_AndNothingIsLost()
    {
        var workload = new TelemetryWorkload();
        await using var baseline = await workload.OpenAsync(WorkloadVariant.Baseline, Some.Token);
        await using var optimized = await workload.OpenAsync(WorkloadVariant.Optimized, Some.Token);
        Assert.Equal(await baseline.OutputAsync(Some.Token), await optimized.OutputAsync(Some.Token));
        await baseline.RunAsync(Some.Token);
        await optimized.RunAsync(Some.Token);
        Assert.Empty(baseline.Checks);
        Assert.Equal([("lost at shutdown", 0.0, true), ("dropped and not counted", 0.0, true)], optimized.Checks.Select(static check => (check.Name, check.Value, check.Met)));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(1.0, 1)]
    [InlineData(0.5, 0.5)]
    public async Task Unit_EndsWhenAllIsExported(double? rate, double share)
    {
        await using var side = new TelemetrySide(rate is { } some ? new TelemetryOptions { SamplingRate = some } : null, []);
        await side.RunAsync(Some.Token);
        var expected = TelemetryWorkload.Runs * (TelemetryWorkload.Steps + 1) * share;
        Assert.InRange(side.Exported, expected - 33, expected + 33);
    }

    [Fact]
    public void Baseline_SaysWhatIsCompared() =>
        Assert.Contains("It exports all runs, the layer 50 % of them", new TelemetryWorkload().Baseline, StringComparison.Ordinal);
}
