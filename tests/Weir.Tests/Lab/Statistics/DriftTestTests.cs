using Weir.Lab.Statistics;

namespace Weir.Tests.Lab.Statistics;

public class DriftTestTests
{
    [Fact]
    public void Of_SidesThatDriftTogether_IsSteady()
    {
        double[] baseline = [.. Enumerable.Range(0, 100).Select(static i => 1000.0 + (10 * i))];
        var drift = DriftTest.Of(baseline, [.. baseline.Select(static value => value / 2)]);
        Assert.True(drift.IsSteady);
        Assert.Equal(0, drift.Change, 9);
        Assert.InRange(drift.Baseline, 85, 95);
        Assert.InRange(drift.Optimized, 85, 95);
    }

    [Fact]
    public void Of_AChangeThatMoves_IsNotSteady()
    {
        var random = new SeededRandom(1);
        double[] baseline = [.. Enumerable.Range(0, 100).Select(_ => 1000 + (5 * Noise.Normal(random)))];
        var drift = DriftTest.Of(baseline, [.. baseline.Select(static (value, i) => value * (0.5 + (0.002 * i)))]);
        Assert.False(drift.IsSteady);
        Assert.InRange(drift.Change, -20, -16);
    }

    /// <summary>Chance alone moves the change of few and noisy pairs by much; it is seldom taken for a drift.</summary>
    [Fact]
    public void Of_NoiseAlone_IsSteadyNearlyAlways()
    {
        var unsteady = Simulation.Count(static seed =>
        {
            var random = new SeededRandom(seed);
            double[] Samples() => [.. Enumerable.Range(0, 24).Select(_ => 1000 * Math.Exp(0.1 * Noise.Normal(random)))];
            return !DriftTest.Of(Samples(), Samples()).IsSteady;
        });
        Assert.InRange(unsteady, 0, 4);
    }

    [Fact]
    public void Of_OnePair_IsSteady() => Assert.True(DriftTest.Of([1000], [900]).IsSteady);
}
