namespace Weir;

/// <summary>Where the time of a workflow run went, from what was measured. Immutable; <see cref="WorkflowTimes"/> makes it.</summary>
/// <remarks>
/// Of a resumed run these are the times since it went on: a step that was not run again counts nothing. Nothing here is a speed-up: how much faster
/// several workers are than one is known only when one has been tried, see <see cref="RunComparison"/>.
/// </remarks>
public sealed record RunTimes
{
    internal RunTimes()
    {
    }

    /// <summary>The time from start to end of the run.</summary>
    public TimeSpan Wall { get; internal init; }

    /// <summary>
    /// What the processors worked for this process, in user and in system, from start to end of the run; null unless the run was to measure it
    /// (<see cref="RunOptions.MeasureCpu"/>).
    /// </summary>
    /// <remarks>
    /// It is the processor time of the whole process, for nobody counts it by run: other runs at the same time, the compiler and the garbage collector are in it,
    /// processes that steps start are not. The system counts in steps of up to some milliseconds, so it means little for runs that are shorter.
    /// </remarks>
    public TimeSpan? Busy { get; internal init; }

    /// <summary>The durations of all steps together, without <see cref="BackOff"/>; of a step with items that of its items. Waiting for others, as for a reply, is in it.</summary>
    public TimeSpan Work { get; internal init; }

    /// <summary>
    /// How long steps waited between their attempts, and then for a place to go on; no work, as their places were others' meanwhile. What items of a map or of
    /// parallel parts inside a pipeline wait cannot be told and is in <see cref="Work"/>.
    /// </summary>
    public TimeSpan BackOff { get; internal init; }

    /// <summary>
    /// The time of steps in which no processor worked for them: <see cref="BackOff"/>, and what <see cref="Work"/> has over <see cref="Busy"/>, zero at least; null
    /// where <see cref="Busy"/> is. As wrong as that: too little where others were at work in the process.
    /// </summary>
    public TimeSpan? Waiting => Busy is { } busy ? BackOff + (Work > busy ? Work - busy : TimeSpan.Zero) : null;

    /// <summary>
    /// The durations of the longest chain of steps of which each needs the one before it, back-off included; of a step with items that of its longest item. No
    /// number of workers gets below it.
    /// </summary>
    public TimeSpan CriticalPath { get; internal init; }

    /// <summary>The names of the steps on that chain, first to last; those that did not start are left out.</summary>
    public IReadOnlyList<string> CriticalSteps { get; internal init; } = [];

    /// <summary>How many steps could be in flight at once; at least 1.</summary>
    public int Workers { get; internal init; }

    /// <summary>What the run takes at least with these durations and workers: the longer of <see cref="CriticalPath"/>, and <see cref="Work"/> divided by <see cref="Workers"/>.</summary>
    /// <remarks>Often no order reaches it; the limits of stages and of resources, and barriers, are not in it.</remarks>
    public TimeSpan LowerBound => TimeSpan.FromTicks(Math.Max(CriticalPath.Ticks, Work.Ticks / Workers));

    /// <summary>How near the run came to it: <see cref="LowerBound"/> divided by <see cref="Wall"/>, 0 to 1; 1 if the run took no time at all.</summary>
    public double Efficiency => Wall <= TimeSpan.Zero ? 1 : Math.Min(1, LowerBound / Wall);
}
