namespace Weir;

/// <summary>How branches run side by side. Immutable.</summary>
public sealed record BranchOptions
{
    /// <summary>
    /// How many branches may be in flight at once; default null, which is all of them; range 1 to 4096. A branch that waits
    /// for its next attempt is not in flight.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int? MaxParallel { get; init => field = value is { } limit ? Require.InRange(limit, 1, 4096) : null; }

    /// <summary>What the failure or success of a branch does to the others; default <see cref="FailurePolicy.Propagate"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the policies.</exception>
    public FailurePolicy OnFailure { get; init => field = Require.Defined(value); }

    /// <summary>What becomes of the changes of the state; default <see cref="MergePolicy.Merge"/>. A function given to <see cref="MergeWith"/> goes before it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the policies.</exception>
    public MergePolicy Merge { get; init => field = Require.Defined(value); } = MergePolicy.Merge;

    internal StateMerge? OwnMerge { get; private init; }

    internal int Limit => MaxParallel ?? int.MaxValue;

    /// <summary>The same options with a function of your own that merges the states of branches.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="merge">
    /// Gives the new state for the one before the branches, and those of the branches that completed, in the order of branches.
    /// </param>
    /// <returns>The options.</returns>
    public BranchOptions MergeWith<TState>(Func<TState, IReadOnlyList<TState>, TState> merge)
    {
        ArgumentNullException.ThrowIfNull(merge);
        return this with { OwnMerge = new StateMerge<TState>(merge) };
    }

    internal StateMerge ToMerge() => OwnMerge ?? StateMerge.By(Merge);
}
