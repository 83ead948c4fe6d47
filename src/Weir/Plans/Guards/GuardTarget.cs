namespace Weir;

/// <summary>What a guard calls and how: a step with its attempts, time-outs and checks, and what stands in for it.</summary>
/// <param name="Name">The name of the step, or of the fall-back.</param>
/// <param name="Step">The step.</param>
/// <param name="Retry">Its attempts.</param>
/// <param name="Timeout">The time-out of all attempts together; null: none.</param>
/// <param name="AttemptTimeout">The time-out of one attempt; null: none.</param>
/// <param name="AbandonAfter">How long an attempt that saw its time-out may go on.</param>
/// <param name="Inputs">What changes the input; null: nothing.</param>
/// <param name="Outputs">What checks and changes the output; null: nothing.</param>
/// <param name="FallBack">What stands in when all attempts have failed; null: nothing.</param>
internal sealed record GuardTarget<TIn, TOut>(
    string Name,
    Step<TIn, TOut> Step,
    RetryOptions Retry,
    TimeSpan? Timeout,
    TimeSpan? AttemptTimeout,
    TimeSpan AbandonAfter,
    StepParts<TIn>? Inputs,
    StepParts<Review<TIn, TOut>>? Outputs,
    GuardTarget<TIn, TOut>? FallBack)
{
    /// <summary>Whether an attempt has a clock.</summary>
    public bool IsTimed { get; } = Timeout is not null || AttemptTimeout is not null;

    /// <summary>How long the first attempt may take.</summary>
    public TimeSpan FirstLimit { get; } = Min(Timeout, AttemptTimeout);

    /// <summary>How long an attempt may take when all attempts together have taken <paramref name="elapsed"/>.</summary>
    public TimeSpan LimitAfter(TimeSpan elapsed) => Min(Timeout - elapsed, AttemptTimeout);

    private static TimeSpan Min(TimeSpan? left, TimeSpan? right) =>
        left is null ? right ?? System.Threading.Timeout.InfiniteTimeSpan : right is null || left < right ? left.Value : right.Value;
}
