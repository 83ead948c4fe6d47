namespace Weir;

/// <summary>What <see cref="RetryOptions.ShouldRetry"/> gets to decide.</summary>
/// <param name="StepName">The name of the step.</param>
/// <param name="Attempt">The attempt that failed, from 1.</param>
/// <param name="Error">What it threw; a <see cref="StepFailedException"/> if it failed without throwing, a <see cref="StepTimeoutException"/> at a time-out.</param>
public readonly record struct RetryArguments(string StepName, int Attempt, Exception Error);
