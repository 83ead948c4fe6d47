namespace Weir;

/// <summary>A run that was paused or broken off goes on; its steps so far are recalled.</summary>
public sealed record RunResumed : RunEvent;
