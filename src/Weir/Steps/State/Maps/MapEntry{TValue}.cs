namespace Weir;

/// <summary>A value of a <see cref="StateMap{TKey, TValue}"/>, and the how manyth key it was added with.</summary>
internal readonly record struct MapEntry<TValue>(TValue Value, long Number);
