using System.Collections;

namespace Weir.Yaml.Expressions;

/// <summary>The whole numbers from the first up to, and without, the end; they are counted, not stored.</summary>
internal sealed class IntegerRange : IReadOnlyList<object?>
{
    private readonly long _first;

    public IntegerRange(long first, long end)
    {
        _first = first;
        var count = end <= first ? 0 : unchecked((ulong)(end - first));
        Count = count <= int.MaxValue ? (int)count : throw new FormatException($"range({first}, {end}) has more than {int.MaxValue} numbers.");
    }

    public int Count { get; }

    public object? this[int index] => index >= 0 && index < Count ? _first + index : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<object?> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return _first + i;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
