namespace Weir;

/// <summary>How a stage of a workflow runs. Immutable.</summary>
public sealed record StageOptions
{
    /// <summary>How many of its steps may be in flight at once in one run, at least 1; 1 is one after the other, in the order of declaration as far as what they need goes. Default null: as many as the run allows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? MaxParallel { get; init => field = value is { } limit ? Require.InRange(limit, 1, int.MaxValue) : null; }

    /// <summary>Whether its steps wait for all steps of the stage before, however those end. Default false: a step waits for nothing but what it needs.</summary>
    public bool IsBarrier { get; init; }

    /// <summary>
    /// How long it may take from the start of its first step; default null, no limit; more than zero, at most a day. When it is over its
    /// steps that run are cancelled, those that have not started are skipped, and the stage has failed; steps of other stages go on.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan? Timeout
    {
        get;
        init => field = value is { } limit && (limit <= TimeSpan.Zero || limit > TimeSpan.FromDays(1))
            ? throw new ArgumentOutOfRangeException(nameof(Timeout), value, $"The Timeout of a stage is {value}; it must be more than zero and at most one day.")
            : value;
    }

    /// <summary>Whether its first failure ends the stage: its steps that run are cancelled, those that have not started are skipped. Default false: all run that can.</summary>
    public bool FailFast { get; init; }

    /// <summary>Whether the stage counts as completed when some of its steps failed and at least one completed; default false.</summary>
    public bool AllowPartialFailure { get; init; }
}
