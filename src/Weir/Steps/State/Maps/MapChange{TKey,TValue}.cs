namespace Weir;

/// <summary>How an entry of a map differs from the table that the map shares.</summary>
/// <remarks>A class, so that a persistent dictionary of them asks no value whether it is equal to another.</remarks>
internal sealed class MapChange<TKey, TValue>(TKey key, int hash, MapEntry<TValue> entry, MapChangeKind kind)
{
    public TKey Key { get; } = key;

    /// <summary>The hash of the key.</summary>
    public int Hash { get; } = hash;

    public MapEntry<TValue> Entry { get; } = entry;

    public MapChangeKind Kind { get; } = kind;
}

internal enum MapChangeKind
{
    /// <summary>The key is in the table, with another value.</summary>
    Replaced,

    /// <summary>The key is not in the table, or was removed and added again.</summary>
    Added,

    /// <summary>The key is in the table, and counts no more.</summary>
    Removed,
}
