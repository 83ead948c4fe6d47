namespace Weir;

/// <summary>What stopping an executor did to the runs in flight.</summary>
/// <param name="CutRuns">The runs that were cancelled and did not complete, in the order in which they ended; empty: all had ended by themselves.</param>
public sealed record StopReport(IReadOnlyList<CutRun> CutRuns);

/// <summary>A run that was in flight when its executor cancelled all runs, and that did not complete.</summary>
/// <param name="Name">The name of the pipeline or workflow.</param>
/// <param name="Id">The id of the run.</param>
/// <param name="Status">How it ended: <see cref="RunStatus.Cancelled"/>, or <see cref="RunStatus.Failed"/>.</param>
public sealed record CutRun(string Name, string Id, RunStatus Status);
