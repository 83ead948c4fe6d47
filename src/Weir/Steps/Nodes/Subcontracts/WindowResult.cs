namespace Weir;

/// <summary>What a window came to.</summary>
/// <param name="Start">Its first moment.</param>
/// <param name="End">The first moment after it.</param>
/// <param name="Count">How many values it took.</param>
/// <param name="Value">What became of them; null for mean, least, greatest, first and last of no value, and for lists.</param>
/// <param name="Values">The values of a list, in the order in which they came; empty for all other types.</param>
public sealed record WindowResult(DateTimeOffset Start, DateTimeOffset End, long Count, decimal? Value, IReadOnlyList<decimal> Values);
