namespace Weir.AI;

/// <summary>How a quorum decides. Immutable.</summary>
public sealed record QuorumOptions
{
    /// <summary>The least score with which a case passes; default 0.6, range 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double Threshold
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Threshold), value, FormattableString.Invariant($"The threshold is {value}; it must be from 0 to 1."));
    }
    = 0.6;

    /// <summary>The weight that must have voted for a decision; default null, half of all. From 0 to the sum of the weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or no number.</exception>
    public double? MinWeight
    {
        get;
        init => field = value is null or >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MinWeight), value, FormattableString.Invariant($"The minimum weight is {value}; it must be from 0 to the sum of the weights."));
    }

    /// <summary>How long a decision may take in all; default 30 seconds, more than zero. Who has not voted by then is absent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not more than zero.</exception>
    public TimeSpan Deadline
    {
        get;
        init => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(Deadline), value, $"The deadline is {value}; it must be more than zero.");
    }
    = TimeSpan.FromSeconds(30);

    /// <summary>Whether the rest is cancelled as soon as it can no longer change the outcome; default true. False hears everybody, for the record.</summary>
    public bool DecidesEarly { get; init; } = true;

    /// <summary>The clock of time-outs and durations; the system's unless given.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
