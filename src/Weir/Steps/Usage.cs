namespace Weir;

/// <summary>What a step used up: tokens of a model, and money.</summary>
/// <param name="InputTokens">Tokens that were read; not negative.</param>
/// <param name="OutputTokens">Tokens that were written; not negative.</param>
/// <param name="Cost">The price, in the one currency that the application counts in; not negative.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is negative.</exception>
public readonly record struct Usage(long InputTokens, long OutputTokens, decimal Cost)
{
    /// <summary>Tokens that were read; not negative.</summary>
    public long InputTokens { get; init => field = Require.AtLeast(value, 0); } = Require.AtLeast(InputTokens, 0);

    /// <summary>Tokens that were written; not negative.</summary>
    public long OutputTokens { get; init => field = Require.AtLeast(value, 0); } = Require.AtLeast(OutputTokens, 0);

    /// <summary>The price, in the one currency that the application counts in; not negative.</summary>
    public decimal Cost { get; init => field = Require.AtLeast(value, 0m); } = Require.AtLeast(Cost, 0m);

    /// <summary>Tokens read and written.</summary>
    public long Tokens => InputTokens + OutputTokens;

    /// <summary>The sum.</summary>
    /// <param name="left">One usage.</param>
    /// <param name="right">Another.</param>
    /// <returns>Both together.</returns>
    public static Usage operator +(Usage left, Usage right) =>
        new(left.InputTokens + right.InputTokens, left.OutputTokens + right.OutputTokens, left.Cost + right.Cost);
}
