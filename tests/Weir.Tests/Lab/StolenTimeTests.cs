using Weir.Lab;
using Weir.Lab.Measuring;
using Weir.Tests.Lab.Measuring;

namespace Weir.Tests.Lab;

/// <summary>Proofs on a virtual machine whose host gives its processors to others.</summary>
public class StolenTimeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task RunAsync_WhereNothingIsStolen_WaitsForNothing()
    {
        var instruments = new ScriptedInstruments { IsStolen = static _ => false };
        var result = await RunAsync(instruments);
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (result.Waited, instruments.Waits));
        Assert.Equal(0, Assert.Single(result.Comparisons).Stolen);
    }

    [Fact]
    public async Task RunAsync_WhereTheSystemDoesNotTell_AsksForNothing()
    {
        var instruments = new ScriptedInstruments();
        var result = await RunAsync(instruments);
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (result.Waited, instruments.Trials));
        Assert.Null(Assert.Single(result.Comparisons).Stolen);
    }

    [Fact]
    public async Task RunAsync_WhereItIsStolenAtFirst_MeasuresNothingUntilItIsOver()
    {
        var over = TimeSpan.FromSeconds(10);
        var instruments = new ScriptedInstruments { IsStolen = time => time < over };
        var early = 0;
        var result = await RunAsync(instruments, new Listener(one => early += one.Phase == ProofPhase.Measuring && instruments.Elapsed < over ? 1 : 0));
        Assert.Equal(0, early);
        Assert.InRange(result.Waited, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(11));
        Assert.Equal(0, Assert.Single(result.Comparisons).Stolen);
        Assert.Equal(ProofVerdict.Met, result.Comparisons[0].Verdict);
    }

    /// <summary>What was measured until it was noticed counts; what went by while it waited does not, neither as stolen nor as time to measure.</summary>
    [Fact]
    public async Task RunAsync_WhereItIsStolenMeanwhile_PausesAndKeepsEverySample()
    {
        var began = TimeSpan.MaxValue;
        var instruments = new ScriptedInstruments { IsStolen = time => time >= began && time < began + TimeSpan.FromSeconds(20) };
        var phases = new List<ProofPhase>();
        var pairs = 0;
        var workload = new ScriptedWorkload("stolen", instruments)
        {
            // Never settled: it ends with its budget.
            Microseconds = static (variant, done) => variant == WorkloadVariant.Baseline ? done / 50 % 2 == 0 ? 1_000 : 9_000 : 3_000,
        };
        var options = new ProofOptions { Seed = 1, Control = false, Budget = TimeSpan.FromSeconds(5), Patience = Patience };
        var result = await Proof.RunAsync([workload], options, new Listener(report =>
        {
            phases.Add(report.Phase);
            pairs = report.Phase == ProofPhase.Waiting ? report.Pairs : pairs;
            began = report is { Phase: ProofPhase.Measuring, Pairs: > 0 } && began == TimeSpan.MaxValue ? instruments.Elapsed : began;
        }), instruments, Some.Token);
        var comparison = Assert.Single(result.Comparisons);
        Assert.Contains(ProofPhase.Waiting, phases);
        Assert.InRange(pairs, 24, comparison.Baseline.Count - 1);
        Assert.Equal(comparison.Baseline.Count, comparison.Optimized.Count);
        Assert.InRange(result.Waited, TimeSpan.FromSeconds(18), TimeSpan.FromSeconds(21));
        Assert.InRange(comparison.Stolen!.Value, 0.1, 5);
        var measured = comparison.Baseline.Samples.Zip(comparison.Optimized.Samples, static (first, second) => first + second).Sum() * comparison.Baseline.UnitsPerSample;
        Assert.InRange(TimeSpan.FromMicroseconds(measured / 1000), TimeSpan.FromSeconds(4.8), TimeSpan.FromSeconds(5.2));
    }

    [Fact]
    public async Task RunAsync_WhereItIsStolenForEver_WaitsAsLongAsItMayAndMeasuresNevertheless()
    {
        var instruments = new ScriptedInstruments { IsStolen = static _ => true };
        var result = await RunAsync(instruments);
        Assert.InRange(result.Waited, Patience, Patience + TimeSpan.FromSeconds(1));
        Assert.Equal(50, Assert.Single(result.Comparisons).Stolen!.Value, 3.0);
        Assert.Equal(ProofVerdict.Met, result.Comparisons[0].Verdict);
    }

    [Fact]
    public async Task RunAsync_WithoutPatience_OnlySaysHowMuch()
    {
        var instruments = new ScriptedInstruments { IsStolen = static _ => true };
        var result = await Proof.RunAsync([new ScriptedWorkload("half", instruments)], new ProofOptions { Seed = 1, Patience = TimeSpan.Zero }, null, instruments, Some.Token);
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (instruments.Waits, instruments.Trials));
        Assert.Equal(50, result.Control!.Stolen!.Value, 3.0);
    }

    [Fact]
    public async Task RunAsync_CancelledWhileItWaits_IsGivenUp()
    {
        using var giveUp = new CancellationTokenSource();
        var instruments = new ScriptedInstruments { IsStolen = static _ => true };
        var proof = Proof.RunAsync(
            [new ScriptedWorkload("half", instruments)],
            new ProofOptions { Patience = TimeSpan.FromDays(24) },
            new Listener(one => { if (one.Phase == ProofPhase.Waiting) { giveUp.Cancel(); } }),
            instruments,
            giveUp.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => proof);
        Assert.True(instruments.Elapsed < TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("cpu  100 20 30 4000 50 6 7 80 9 10", 163, 80)]
    [InlineData("cpu 1 0 0 0 0 0 0 0", 1, 0)]
    public void Parse_OfTheLineOfTheSystem_AddsUpWhatWorked(string line, long worked, long stolen) =>
        Assert.Equal(new ProcessorTime(worked, stolen), ProcessorTime.Parse(line));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cpu  1 2 3 4 5 6 7")]
    [InlineData("cpu0 1 2 3 4 5 6 7 8")]
    [InlineData("cpu 1 2 x 4 5 6 7 8")]
    [InlineData("cpu 1 2 3 4 5 6 7 -8")]
    [InlineData("cpu 1 2 3 4 5 6 7 99999999999999999999999")]
    public void Parse_OfSomethingElse_KnowsNothing(string? line) => Assert.Null(ProcessorTime.Parse(line));

    /// <summary>The counters of two processors are not read at one moment, and may seem to go back.</summary>
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(100, 0, 0)]
    [InlineData(75, 25, 0.25)]
    [InlineData(0, 5, 1)]
    [InlineData(-1, 5, 1)]
    [InlineData(5, -1, 0)]
    public void StolenSince_IsAShareOfWhatWasAskedFor(long worked, long stolen, double share) =>
        Assert.Equal(share, new ProcessorTime(1_000 + worked, 1_000 + stolen).StolenSince(new ProcessorTime(1_000, 1_000)), 12);

    [Fact]
    public void Read_OnLinux_OnlyGrows()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells.");
        var before = ProcessorTime.Read();
        Assert.True(before!.Value.Worked > 0);
        Assert.True(ProcessorTime.Read()!.Value.Worked >= before.Value.Worked);
    }

    private static Task<ProofResult> RunAsync(ScriptedInstruments instruments, IProgress<ProofProgress>? progress = null) =>
        Proof.RunAsync([new ScriptedWorkload("half", instruments)], new ProofOptions { Seed = 1, Control = false, Patience = Patience }, progress, instruments, Some.Token);

    private sealed class Listener(Action<ProofProgress> report) : IProgress<ProofProgress>
    {
        public void Report(ProofProgress value) => report(value);
    }
}
