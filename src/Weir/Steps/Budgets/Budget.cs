namespace Weir;

/// <summary>What may be used up: by one run, one run of a pipeline, one stage of a workflow, or an executor in its whole life. Immutable.</summary>
/// <remarks>
/// A limit that is null does not exist. A step reserves its estimate before each attempt and
/// settles what it used after it, so steps side by side cannot pass a limit together, as long as estimates are true.
/// </remarks>
public sealed record Budget
{
    /// <summary>How much money may be used, in the currency of <see cref="Usage.Cost"/>; default null, no limit; more than zero, at most a billion. Counted in billionths.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public decimal? Cost { get; init => field = value is { } cost ? Require.InRange(cost, BudgetAmount.SmallestCost, BudgetAmount.LargestCost) : null; }

    /// <summary>How many tokens may be read and written together; default null, no limit; 1 to 10¹⁸.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public long? Tokens { get; init => field = value is { } tokens ? Require.InRange(tokens, 1, BudgetAmount.Largest) : null; }

    /// <summary>How often steps may be called, every attempt and every call of a hedged attempt counted, composites not; default null, no limit; 1 to 10¹⁸.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public long? Steps { get; init => field = value is { } steps ? Require.InRange(steps, 1, BudgetAmount.Largest) : null; }

    /// <summary>
    /// How long it may take from the start of what has the budget, or of the part of a resumed run; default null, no limit; more than zero, at most
    /// a thousand days. No attempt begins after that; those under way are told to stop by their token where <see cref="OnBreach"/> is <see cref="BudgetBreach.Stop"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan? Time { get; init => field = value is { } time ? Require.InRange(time, TimeSpan.FromTicks(1), TimeSpan.FromDays(1_000)) : null; }

    /// <summary>What happens where a step does not fit any more; default <see cref="BudgetBreach.Stop"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration.</exception>
    public BudgetBreach OnBreach { get; init => field = Require.Defined(value); }

    /// <summary>
    /// Whether a step without an estimate is refused, by <c>Build()</c> or at the start of the run; default false: such a step reserves all that
    /// remains, so no other that uses something runs beside it.
    /// </summary>
    public bool RequireEstimates { get; init; }
}
