namespace Weir;

/// <summary>The run began; always the first event.</summary>
/// <param name="Name">The name of the pipeline or workflow.</param>
public sealed record RunStarted(string Name) : RunEvent;
