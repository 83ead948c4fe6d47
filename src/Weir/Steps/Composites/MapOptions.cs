namespace Weir;

/// <summary>How the items of a map run. Immutable.</summary>
public sealed record MapOptions
{
    /// <summary>
    /// How many items may be in flight at once; default null, which is twice the number of processors, but at least 8;
    /// range 1 to 4096. An item that waits for its next attempt is not in flight.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int? MaxParallel { get; init => field = value is { } limit ? Require.InRange(limit, 1, 4096) : null; }

    /// <summary>
    /// What a failed item does: <see cref="FailurePolicy.Propagate"/>, the default, fails the step with the failed item of the
    /// lowest index; <see cref="FailurePolicy.Ignore"/> leaves failed items out of the output.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither of the two.</exception>
    public FailurePolicy OnFailure
    {
        get;
        init => field = value is FailurePolicy.Propagate or FailurePolicy.Ignore
            ? value
            : throw new ArgumentOutOfRangeException(nameof(OnFailure), value, $"OnFailure is {value}; it must be one of Propagate, Ignore.");
    }

    internal int Limit => MaxParallel ?? Math.Clamp(2 * Environment.ProcessorCount, 8, 4096);
}
