namespace Weir;

/// <summary>Money in billionths of the currency, and tokens: whole numbers, so that reserving is one atomic addition.</summary>
internal readonly record struct BudgetAmount(long Cost, long Tokens)
{
    /// <summary>The largest amount; nine of these fit into a <see cref="long"/>, so sums of what is under way do not overflow.</summary>
    public const long Largest = 1_000_000_000_000_000_000;

    public const decimal LargestCost = 1_000_000_000m;

    public const decimal SmallestCost = 0.000000001m;

    /// <summary>Rounded up, so that what is rounded never adds up to more than was counted.</summary>
    public static BudgetAmount Of(Usage usage) => new(ToUnits(usage.Cost, up: true), ToTokens(usage));

    /// <summary>A limit is rounded down.</summary>
    public static long LimitOf(decimal cost) => ToUnits(cost, up: false);

    public static decimal ToCost(long units) => units / 1_000_000_000m;

    public static BudgetAmount operator +(BudgetAmount left, BudgetAmount right) =>
        new(Math.Min(left.Cost + right.Cost, Largest), Math.Min(left.Tokens + right.Tokens, Largest));

    private static long ToTokens(Usage usage) =>
        usage.InputTokens >= Largest || usage.OutputTokens >= Largest ? Largest : Math.Min(usage.Tokens, Largest);

    private static long ToUnits(decimal cost, bool up)
    {
        if (cost == 0)
        {
            return 0;
        }

        return cost >= LargestCost ? Largest : (long)(up ? decimal.Ceiling(cost / SmallestCost) : decimal.Floor(cost / SmallestCost));
    }
}
