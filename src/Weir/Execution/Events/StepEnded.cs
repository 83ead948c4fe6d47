namespace Weir;

/// <summary>A step ended, or it is certain that it will not start. Every step has exactly one.</summary>
/// <param name="Result">What became of it.</param>
public sealed record StepEnded(StepResult Result) : RunEvent;
