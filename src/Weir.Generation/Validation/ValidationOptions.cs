namespace Weir.Generation.Validation;

/// <summary>How a <see cref="ValidationPipeline"/> runs its validators.</summary>
public sealed record ValidationOptions
{
    /// <summary>How many validators run at once; default the number of processors, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxParallel
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MaxParallel), value, "At least 1 validator must be able to run.");
    }
    = Environment.ProcessorCount;

    /// <summary>Whether the first validator that fails stops the others; default null: as the profile says.</summary>
    public bool? FailFast { get; init; }

    /// <summary>
    /// How long a validator may take; default 30 seconds, above 0 and at most 24 days. One that takes longer has failed; it is told to end, and not waited for.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan TimeLimit
    {
        get;
        init => field = value > TimeSpan.Zero && value <= TimeSpan.FromDays(24)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TimeLimit), value, "The time limit of a validator is above 0 and at most 24 days.");
    }
    = TimeSpan.FromSeconds(30);

    /// <summary>What limits and durations are measured by; default the system's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
