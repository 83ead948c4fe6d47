namespace Weir;

/// <summary>A stage of a workflow took longer than its <see cref="StageOptions.Timeout"/>.</summary>
/// <param name="message">Which stage, and how long it had.</param>
public sealed class StageTimeoutException(string message) : TimeoutException(message);
