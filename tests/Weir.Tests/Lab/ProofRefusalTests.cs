using Weir.Lab;
using Weir.Tests.Lab.Measuring;

namespace Weir.Tests.Lab;

/// <summary>What a proof refuses, and that nothing stays open then.</summary>
public class ProofRefusalTests
{
    private readonly ScriptedInstruments _instruments = new();

    [Fact]
    public async Task RunAsync_WhenOutputsDiffer_MeasuresNothingAndShowsBoth()
    {
        var good = new ScriptedWorkload("good", _instruments);
        var bad = new ScriptedWorkload("bad", _instruments) { Output = static variant => variant == WorkloadVariant.Baseline ? "41" : "43" };
        var error = await Assert.ThrowsAsync<DifferentOutputException>(() => RunAsync(good, bad));
        Assert.Equal(
            "The two ways of the workload 'bad' give different outputs: the baseline '41', the optimized one '43'; make them give the same before they are compared.",
            error.Message);
        Assert.Equal(("bad", "41", "43"), (error.Workload, error.Baseline, error.Optimized));
        Assert.Empty(bad.Order);
        Assert.Equal(0, _instruments.Collected);
        Assert.All(good.Sides.Concat(bad.Sides), static side => Assert.Equal(1, side.Disposals));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 2)]
    [InlineData(900, 4)]
    public async Task RunAsync_WhenAUnitFails_NamesTheWorkloadAndTheWay(int at, int opened)
    {
        var workload = new ScriptedWorkload("fails", _instruments)
        {
            Microseconds = static (_, _) => 100,
            Error = (variant, done) => variant == WorkloadVariant.Optimized && done == at ? Some.Failure("disk full") : null,
        };
        var error = await Assert.ThrowsAsync<WorkloadFailedException>(() => RunAsync(workload));
        Assert.Equal("The workload 'fails' failed in its optimized way: disk full", error.Message);
        Assert.Equal(("fails", WorkloadVariant.Optimized), (error.Workload, error.Variant));
        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.Equal(opened, workload.Sides.Count);
        Assert.All(workload.Sides, static side => Assert.Equal(1, side.Disposals));
    }

    [Theory]
    [InlineData(WorkloadVariant.Baseline, 0, "baseline")]
    [InlineData(WorkloadVariant.Optimized, 1, "optimized way")]
    public async Task RunAsync_WhenASideCannotBeOpened_DisposesTheOther(WorkloadVariant failing, int opened, string named)
    {
        var workload = new ScriptedWorkload("closed", _instruments) { OpenError = variant => variant == failing ? Some.Failure("no port") : null };
        var error = await Assert.ThrowsAsync<WorkloadFailedException>(() => RunAsync(workload));
        Assert.Equal($"The workload 'closed' failed in its {named}: no port", error.Message);
        Assert.Equal(opened, workload.Sides.Count);
        Assert.All(workload.Sides, static side => Assert.Equal(1, side.Disposals));
    }

    [Fact]
    public async Task RunAsync_WhenItIsGivenUp_EndsAndDisposesBothSides()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
        var workload = new ScriptedWorkload("long", _instruments)
        {
            Error = (_, done) =>
            {
                if (done == 300)
                {
                    stop.Cancel();
                }

                return null;
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Proof.RunAsync([workload], new ProofOptions(), null, _instruments, stop.Token));
        Assert.All(workload.Sides, static side => Assert.Equal(1, side.Disposals));
    }

    /// <summary>A unit that is cancelled though nobody gave the proof up has failed.</summary>
    [Fact]
    public async Task RunAsync_WhenAUnitCancelsItself_Fails()
    {
        var workload = new ScriptedWorkload("impatient", _instruments) { Error = static (_, done) => done == 3 ? new OperationCanceledException("too slow") : null };
        await Assert.ThrowsAsync<WorkloadFailedException>(() => RunAsync(workload));
    }

    [Fact]
    public async Task RunAsync_WithTwoWorkloadsOfOneName_SaysWhich()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(new ScriptedWorkload("twin", _instruments), new ScriptedWorkload("twin", _instruments)));
        Assert.StartsWith("Two workloads have the name 'twin'; give each a name of its own.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(101, "101")]
    [InlineData(-100.5, "-100.5")]
    [InlineData(double.NaN, "NaN")]
    public async Task RunAsync_WithATargetOutOfRange_SaysTheRange(double target, string shown)
    {
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RunAsync(new ScriptedWorkload("greedy", _instruments) { Goal = target }));
        Assert.StartsWith($"The target of the workload 'greedy' is {shown}; it must be from -100 to 100 percent.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WithAMeasureThatIsNone_SaysWhichThereAre()
    {
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RunAsync(new ScriptedWorkload("odd", _instruments) { Compared = (WorkloadMeasure)7 }));
        Assert.StartsWith("The measure of the workload 'odd' is 7; it must be one of Time, AllocatedBytes.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task RunAsync_WithoutAName_AsksForOne(string name)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(new ScriptedWorkload(name, _instruments)));
        Assert.StartsWith("A workload of type ScriptedWorkload has no name; give it one.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WithoutWorkloads_AsksForOne()
    {
        var none = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync());
        Assert.StartsWith("There is no workload to prove; give at least one.", none.Message, StringComparison.Ordinal);
        var missing = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync([null!]));
        Assert.StartsWith("workloads[0] is null", missing.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentNullException>(() => Proof.RunAsync(null!, cancellationToken: Some.Token));
    }

    [Fact]
    public void Options_OutOfRange_NameValueAndRange()
    {
        Assert.StartsWith("Budget is 00:00:00; it must be between 00:00:00.0100000 and 24.00:00:00.", Refused(static () => new ProofOptions { Budget = TimeSpan.Zero }), StringComparison.Ordinal);
        Assert.StartsWith("WarmUp is -00:00:01;", Refused(static () => new ProofOptions { WarmUp = TimeSpan.FromSeconds(-1) }), StringComparison.Ordinal);
        Assert.StartsWith("SampleTime is 00:00:00;", Refused(static () => new ProofOptions { SampleTime = TimeSpan.Zero }), StringComparison.Ordinal);
        Assert.StartsWith("Precision is 3.5; it must be between 0.1 and 3.", Refused(static () => new ProofOptions { Precision = 3.5 }), StringComparison.Ordinal);
        Assert.StartsWith("Precision is NaN;", Refused(static () => new ProofOptions { Precision = double.NaN }), StringComparison.Ordinal);
        Assert.StartsWith("Confidence is 1; it must be between 0.5 and 0.9999.", Refused(static () => new ProofOptions { Confidence = 1 }), StringComparison.Ordinal);
    }

    private static string Refused(Func<ProofOptions> make) => Assert.Throws<ArgumentOutOfRangeException>(() => make()).Message;

    private Task<ProofResult> RunAsync(params ScriptedWorkload[] workloads) =>
        Proof.RunAsync(workloads, new ProofOptions { Seed = 1, Control = false }, null, _instruments, Some.Token);
}
