namespace Weir;

/// <summary>The run ended; always the last event, delivered before the caller gets the <see cref="Run"/>.</summary>
/// <param name="Status">How it ended.</param>
public sealed record RunEnded(RunStatus Status) : RunEvent;
