namespace Weir;

/// <summary>A run of a store that waits for answers.</summary>
/// <param name="Run">The run.</param>
/// <param name="Pauses">What it waits for, in the order in which it was asked: path, prompt and type of the answer of each.</param>
public sealed record PausedRun(RunSummary Run, IReadOnlyList<RunPaused> Pauses);
