using Weir.Lab;
using Weir.Lab.Statistics;
using Weir.Tests.Lab.Measuring;

namespace Weir.Tests.Lab;

/// <summary>Whole proofs on a clock that only the work moves.</summary>
public class ProofTests
{
    private readonly ScriptedInstruments _instruments = new();

    [Fact]
    public async Task RunAsync_OfHalfTheTime_MeetsItsTarget()
    {
        var workload = new ScriptedWorkload("half", _instruments);
        var result = await RunAsync(workload);
        var comparison = Assert.Single(result.Comparisons);
        Assert.Equal(ProofVerdict.Met, comparison.Verdict);
        Assert.True(result.IsMet);
        Assert.Equal(50, comparison.Change, 6);
        Assert.Equal(50, comparison.Confidence.Low, 6);
        Assert.Equal(0.95, comparison.Level);
        Assert.Equal(24, comparison.Baseline.Count);
        Assert.False(comparison.IsRegression);
        Assert.All(workload.Sides, static side => Assert.Equal(1, side.Disposals));
    }

    [Fact]
    public async Task RunAsync_OfASideThatTakesMore_SaysRegression()
    {
        var result = await RunAsync(new ScriptedWorkload("slower", _instruments) { Microseconds = static (variant, _) => variant == WorkloadVariant.Baseline ? 500 : 600 });
        var comparison = Assert.Single(result.Comparisons);
        Assert.Equal(ProofVerdict.NotMet, comparison.Verdict);
        Assert.Equal(-20, comparison.Change, 6);
        Assert.True(comparison.IsRegression);
        Assert.False(result.IsMet);
    }

    [Fact]
    public async Task RunAsync_OfBytes_ComparesBytes()
    {
        var workload = new ScriptedWorkload("bytes", _instruments)
        {
            Compared = WorkloadMeasure.AllocatedBytes,
            Microseconds = static (_, _) => 1_000,
            Bytes = static variant => variant == WorkloadVariant.Baseline ? 1_000 : 400,
        };
        var comparison = Assert.Single((await RunAsync(workload)).Comparisons);
        Assert.Equal(60, comparison.Change, 6);
        Assert.Equal((1_000, 400), (comparison.Baseline.Median, comparison.Optimized.Median));
        Assert.Equal((1_000, 400), (comparison.Baseline.AllocatedBytes, comparison.Optimized.AllocatedBytes));
        Assert.Equal(1_000, comparison.Optimized.OperationsPerSecond, 6);
    }

    [Fact]
    public async Task RunAsync_OfAnyWorkload_KeepsEverySampleAndItsFigures()
    {
        var figures = Assert.Single((await RunAsync(new ScriptedWorkload("figures", _instruments) { Microseconds = static (_, done) => 1_000 + (done % 4) })).Comparisons).Baseline;
        Assert.Equal(figures.Count, figures.Samples.Count);
        Assert.Equal(figures.Samples.Average(), figures.Mean, 6);
        Assert.Equal((figures.Samples.Min(), figures.Samples.Max()), (figures.Min, figures.Max));
        Assert.InRange(figures.P95, figures.Median, figures.P99);
        Assert.InRange(figures.P99, figures.P95, figures.Max);
        Assert.True(figures.StandardDeviation > 0);
        Assert.Equal(1e9 / figures.Mean, figures.OperationsPerSecond, 3);
        Assert.InRange(figures.Gen0Collections, 0, 2);
        Assert.Equal(64, figures.AllocatedBytes);
    }

    /// <summary>A sample of the quicker side takes about as long as was asked, and both sides do as many units.</summary>
    [Theory]
    [InlineData(1_000, 500, 6)]
    [InlineData(10, 1, 1_200)]
    [InlineData(1_000, 1, 12)]
    [InlineData(20_000, 9_000, 1)]
    public async Task RunAsync_ForItsSamples_FindsTheirLength(double baseline, double optimized, int units)
    {
        var workload = new ScriptedWorkload("units", _instruments) { Microseconds = (variant, _) => variant == WorkloadVariant.Baseline ? baseline : optimized };
        var comparison = Assert.Single((await RunAsync(workload)).Comparisons);
        Assert.Equal((units, units), (comparison.Baseline.UnitsPerSample, comparison.Optimized.UnitsPerSample));
    }

    [Fact]
    public async Task RunAsync_OfTheControl_MeasuresTheBaselineAgainstItself()
    {
        var workload = new ScriptedWorkload("control", _instruments);
        var result = await RunAsync(new ProofOptions { Seed = 1 }, workload);
        Assert.NotNull(result.Control);
        Assert.Equal(ProofVerdict.Met, result.Control.Verdict);
        Assert.Equal(0, result.Control.Change, 6);
        Assert.Equal(0, result.Control.Target);
        Assert.Equal(4, workload.Sides.Count(static side => side.Variant == WorkloadVariant.Baseline));
        Assert.Equal(2, workload.Sides.Count(static side => side.Variant == WorkloadVariant.Optimized));
    }

    /// <summary>A machine on which what is opened second runs slower fools every comparison: the control says so, and nothing is proved.</summary>
    [Fact]
    public async Task RunAsync_WhereTheSecondSideIsAlwaysSlower_CallsTheControlUnsound()
    {
        ScriptedWorkload workload = null!;
        workload = new ScriptedWorkload("biased", _instruments)
        {
            Error = (_, _) =>
            {
                // What is opened second is slower, whichever way it is.
                if (workload.Sides.Count % 2 == 0 && workload.Order.Count > 0 && workload.Order[^1] == workload.Sides[^1])
                {
                    _instruments.Work(TimeSpan.FromMicroseconds(40), 0);
                }

                return null;
            },
            Microseconds = static (_, _) => 1_000,
        };
        var result = await RunAsync(new ProofOptions { Seed = 1, SampleTime = TimeSpan.FromMilliseconds(20) }, workload);
        Assert.Equal(ProofVerdict.NotMet, result.Control!.Verdict);
        Assert.False(result.IsMet);
    }

    [Fact]
    public async Task RunAsync_WithOpenings_MeasuresAllOfThemAndDisposesThem()
    {
        var workload = new ScriptedWorkload("openings", _instruments);
        var result = await RunAsync(new ProofOptions { Seed = 1, Openings = 6, Control = false }, workload);
        Assert.Equal(50, Assert.Single(result.Comparisons).Change, 6);

        // The first two were opened to check.
        var measured = workload.Sides.Skip(2).ToList();
        Assert.Equal(
            string.Concat(Enumerable.Repeat("BOOB", 3)), string.Concat(measured.Select(static side => side.Variant == WorkloadVariant.Baseline ? 'B' : 'O')));
        var shares = workload.Order.TakeLast(200).CountBy(static side => side).ToDictionary();
        Assert.All(measured, side => Assert.True(shares[side] > 0));
        Assert.All(workload.Sides, static side => Assert.Equal(1, side.Disposals));
    }

    /// <summary>Of two sides that are the same one opening is slower than the other, by where its objects lie: with one opening a difference between the sides, with many none.</summary>
    [Theory]
    [InlineData(1, ProofVerdict.NotMet)]
    [InlineData(8, ProofVerdict.Met)]
    public async Task RunAsync_WhereOpeningsDiffer_TakesThemTogether(int openings, ProofVerdict verdict)
    {
        ScriptedWorkload workload = null!;
        workload = new ScriptedWorkload("layout", _instruments)
        {
            Goal = -3,
            Microseconds = static (_, _) => 1_000,
            Extra = side => workload.Sides.Index().First(one => one.Item == side).Index % 8 is 3 or 5 ? 40 : 0,
        };
        var result = await RunAsync(new ProofOptions { Seed = 1, Openings = openings, Control = false, SampleTime = TimeSpan.FromMilliseconds(20) }, workload);
        Assert.Equal(verdict, Assert.Single(result.Comparisons).Verdict);
    }

    [Fact]
    public async Task RunAsync_WhenALaterOpeningFails_DisposesThoseBefore()
    {
        var opened = 0;
        var workload = new ScriptedWorkload("unopened", _instruments) { OpenError = _ => ++opened == 6 ? new InvalidOperationException("no more") : null };
        var error = await Assert.ThrowsAsync<WorkloadFailedException>(() => RunAsync(new ProofOptions { Openings = 3, Control = false }, workload));
        Assert.Equal("no more", error.InnerException!.Message);
        Assert.Equal(5, workload.Sides.Count);
        Assert.All(workload.Sides, static side => Assert.Equal(1, side.Disposals));
    }

    [Fact]
    public async Task RunAsync_WithTheSameSeed_MeasuresInTheSameOrder()
    {
        var orders = new List<string>();
        foreach (var seed in new[] { 5, 5, 6 })
        {
            var instruments = new ScriptedInstruments();
            var workload = new ScriptedWorkload("order", instruments);
            var result = await Proof.RunAsync([workload], new ProofOptions { Seed = seed }, null, instruments, Some.Token);
            Assert.Equal(seed, result.Seed);
            orders.Add(string.Concat(workload.Order.Select(static side => side.Variant == WorkloadVariant.Baseline ? 'b' : 'o')));
        }

        Assert.Equal(orders[0], orders[1]);
        Assert.NotEqual(orders[0], orders[2]);
    }

    [Fact]
    public async Task RunAsync_WhenTimeIsUsed_EndsUndecided()
    {
        var random = new SeededRandom(3);
        var workload = new ScriptedWorkload("noisy", _instruments)
        {
            Goal = 30,
            Microseconds = (variant, _) => (variant == WorkloadVariant.Baseline ? 5_000 : 4_000) * (1 + (4 * random.NextDouble())),
        };
        var result = await RunAsync(new ProofOptions { Seed = 1, Control = false, Budget = TimeSpan.FromSeconds(1) }, workload);
        var comparison = Assert.Single(result.Comparisons);
        Assert.Equal(ProofVerdict.Undecided, comparison.Verdict);
        Assert.True(comparison.Confidence.HalfWidth > 3);
        Assert.False(result.IsMet);
        Assert.InRange(result.Duration, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8));
    }

    /// <summary>All of the interval is above the target, and yet the last tenth of the samples shows another change than the first: 20 % after 50. That matters where it could miss the target.</summary>
    [Theory]
    [InlineData(25, ProofVerdict.Undecided)]
    [InlineData(5, ProofVerdict.Met)]
    public async Task RunAsync_OfAChangeThatFadesAtTheEnd_IsUndecidedIfItMayMissItsTarget(double goal, ProofVerdict expected)
    {
        var random = new SeededRandom(3);
        var workload = new ScriptedWorkload("fades", _instruments)
        {
            Goal = goal,
            Microseconds = (variant, done) => (variant == WorkloadVariant.Baseline ? 3_000 : done < 915 ? 1_500 : 2_400) * (1 + (0.2 * random.NextDouble())),
        };
        var comparison = Assert.Single((await RunAsync(new ProofOptions { Seed = 1, Control = false, Precision = 0.1, WarmUp = TimeSpan.Zero }, workload)).Comparisons);
        Assert.Equal(SequentialChange.MaxPairs, comparison.Baseline.Count);
        Assert.True(comparison.Confidence.Low > 25);
        Assert.False(comparison.Drift.IsSteady);
        Assert.InRange(comparison.Drift.Change, -35, -25);
        Assert.Equal(expected, comparison.Verdict);
    }

    [Theory]
    [InlineData(0.9, ProofVerdict.Met)]
    [InlineData(0.7, ProofVerdict.NotMet)]
    public async Task RunAsync_OfAWorkloadWithChecks_NeedsThemToo(double value, ProofVerdict verdict)
    {
        var check = new WorkloadCheck("hit rate", value, "share", 0.8, AtMost: false);
        var comparison = Assert.Single((await RunAsync(new ScriptedWorkload("checked", _instruments) { Checks = [check] })).Comparisons);
        Assert.Equal(verdict, comparison.Verdict);
        Assert.Equal([check], comparison.Checks);
    }

    /// <summary>Simultaneous intervals of three comparisons miss each with a third of the probability, and are the wider for it.</summary>
    [Fact]
    public async Task RunAsync_OfAFamily_AdjustsTheLevel()
    {
        ScriptedWorkload[] family = [.. new[] { "a", "b", "c" }.Select(name => new ScriptedWorkload(name, _instruments) { Goal = -3, Microseconds = static (_, _) => 1_000 })];
        var result = await RunAsync(new ProofOptions { Seed = 1, Control = false, Confidence = 0.99, Simultaneous = true }, family);
        Assert.Null(result.Control);
        Assert.Equal(["a", "b", "c"], result.Comparisons.Select(static one => one.Workload));
        Assert.All(result.Comparisons, static one => Assert.Equal(1 - (0.01 / 3), one.Level, 12));
        Assert.True(result.IsMet);
    }

    [Fact]
    public async Task RunAsync_WhileItGoesOn_SaysHowFarItIs()
    {
        var reports = new List<ProofProgress>();
        var workload = new ScriptedWorkload("told", _instruments);
        await Proof.RunAsync([workload], new ProofOptions(), new Listener(reports.Add), _instruments, Some.Token);
        Assert.Equal(
            [ProofPhase.Checking, ProofPhase.WarmingUp, ProofPhase.Measuring, ProofPhase.Measuring, ProofPhase.Finished, ProofPhase.WarmingUp, ProofPhase.Measuring, ProofPhase.Measuring, ProofPhase.Finished],
            reports.Select(static one => one.Phase));
        Assert.Equal([false, true, true, true, true, false, false, false, false], reports.Select(static one => one.IsControl));
        Assert.Equal((2, 2, 24), (reports[^1].Done, reports[^1].Count, reports[^1].Pairs));
        Assert.NotNull(reports[^1].Interval);
    }

    /// <summary>Warming up goes on while the sides get faster, and there is silence for the compiler between two windows.</summary>
    [Fact]
    public async Task RunAsync_OfWorkThatGetsFaster_WarmsUpUntilItNoLongerDoes()
    {
        var workload = new ScriptedWorkload("cold", _instruments)
        {
            Microseconds = static (variant, done) => (variant == WorkloadVariant.Baseline ? 1_000 : 500) * Math.Max(1, 4 - (done / 40.0)),
        };
        var comparison = Assert.Single((await RunAsync(workload)).Comparisons);
        Assert.Equal(50, comparison.Change, 6);
        Assert.Equal(1_000_000, comparison.Baseline.Max, 3);
        Assert.InRange(_instruments.Silences, 4, 60);
        Assert.Equal(1, _instruments.Collected);
    }

    private Task<ProofResult> RunAsync(ScriptedWorkload workload) => RunAsync(new ProofOptions { Seed = 1, Control = false }, workload);

    private Task<ProofResult> RunAsync(ProofOptions options, params ScriptedWorkload[] workloads) => Proof.RunAsync(workloads, options, null, _instruments, Some.Token);

    private sealed class Listener(Action<ProofProgress> report) : IProgress<ProofProgress>
    {
        public void Report(ProofProgress value) => report(value);
    }
}
