namespace Weir;

/// <summary>A step failed without throwing, by <see cref="StepContext.Fail{T}"/> or because a check refused its value.</summary>
/// <param name="feedback">What is wrong, in words.</param>
public sealed class StepFailedException(string feedback) : Exception(feedback);
