namespace Weir.Generation.Validation.Quality;

/// <summary>Which local of one run is which of another: each of one is always the same of the other.</summary>
internal sealed class LocalPairs
{
    private readonly Dictionary<string, string> _there = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _back = new(StringComparer.Ordinal);

    public bool Match(RunPart one, RunPart other) =>
        one.Hash == other.Hash
        && one.Words.SequenceEqual(other.Words, StringComparer.Ordinal)
        && one.Locals.Zip(other.Locals).All(pair => Pair(_there, pair.First, pair.Second) && Pair(_back, pair.Second, pair.First));

    private static bool Pair(Dictionary<string, string> pairs, string from, string to) =>
        pairs.TryAdd(from, to) || string.Equals(pairs[from], to, StringComparison.Ordinal);
}
