namespace Weir;

/// <summary>How a fan-out runs.</summary>
/// <param name="Name">The name of the step.</param>
/// <param name="OnFailure">What a failure does.</param>
/// <param name="MaxParallel">How many may be in flight.</param>
/// <param name="Merge">How states are merged.</param>
/// <param name="Noun">What it has: <c>item</c> or <c>branch</c>.</param>
internal sealed record FanRules(string Name, FailurePolicy OnFailure, int MaxParallel, StateMerge Merge, string Noun)
{
    /// <summary>What counts the items; null: nothing does.</summary>
    public CallLimit? Limit { get; init; }
}
