namespace Weir;

/// <summary>Two runs of the same workflow, measured one after the other: with one step at a time, and as it is meant to run.</summary>
/// <remarks>
/// Both runs really happened, with all that their steps do. What the first one leaves (compiled code, connections, caches) is there for the second,
/// so a workflow that was never run in this process looks better than it is; run it once before.
/// </remarks>
public sealed class RunComparison : IDisposable
{
    /// <summary>Puts two runs side by side, which is for those who run a workflow in a way of their own; else <see cref="WorkflowComparison"/> does.</summary>
    /// <param name="baseline">The run with one step at a time.</param>
    /// <param name="run">The run as it is meant.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public RunComparison(Run baseline, Run run)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(run);
        Baseline = baseline;
        Run = run;
        BaselineWall = baseline.Duration;
        Wall = run.Duration;
        Ratio = baseline.Status == RunStatus.Completed && run.Status == RunStatus.Completed && Wall > TimeSpan.Zero ? BaselineWall / Wall : null;
    }

    /// <summary>The run with one step at a time.</summary>
    public Run Baseline { get; }

    /// <summary>The run as it is meant.</summary>
    public Run Run { get; }

    /// <summary>How long the run with one step at a time took.</summary>
    public TimeSpan BaselineWall { get; }

    /// <summary>How long the run took as it is meant.</summary>
    public TimeSpan Wall { get; }

    /// <summary>How many times as long one step at a time took: <see cref="BaselineWall"/> divided by <see cref="Wall"/>; null where one of the runs did not complete, or took no time.</summary>
    public double? Ratio { get; }

    /// <summary>Gives the results of both runs back.</summary>
    public void Dispose()
    {
        Baseline.Dispose();
        Run.Dispose();
    }
}
