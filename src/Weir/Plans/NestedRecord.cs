namespace Weir;

/// <summary>What was recorded inside a composite: one run of one plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Segment">Which turn, item or branch it was.</param>
/// <param name="Records">The records of its steps.</param>
/// <param name="Count">How many steps have one.</param>
/// <param name="Started">When it began.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="Failure">Why it did not complete; null if it did.</param>
/// <param name="Output">What it gave.</param>
internal sealed record NestedRecord(
    Plan Plan, Segment Segment, StepRecord[] Records, int Count, long Started, long Ended, StepFailure? Failure, Register Output);
