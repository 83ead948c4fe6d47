using System.Collections.Concurrent;

namespace Weir;

/// <summary>Counts failures by the type of what was thrown, up to a number of types; names are kept and no types, which a plugin could not be unloaded for.</summary>
internal sealed class ErrorCounter
{
    private readonly ConcurrentDictionary<string, Count> _counts = new(StringComparer.Ordinal);
    private readonly Count _byValue = new();
    private readonly Count _others = new();
    private int _types;

    /// <summary>A run failed.</summary>
    /// <param name="type">The type of what was thrown; null: nothing was.</param>
    public void Add(Type? type) => Interlocked.Increment(ref Of(type).Value);

    public Dictionary<string, long> Read()
    {
        var read = _counts.ToDictionary(static one => one.Key, static one => Volatile.Read(ref one.Value.Value), StringComparer.Ordinal);
        (string Name, Count Count)[] summed = [(ErrorStatistics.FailedByValue, _byValue), (ErrorStatistics.OtherTypes, _others)];
        foreach (var (name, count) in summed)
        {
            if (Volatile.Read(ref count.Value) is > 0 and var some)
            {
                read[name] = some;
            }
        }

        return read;
    }

    private Count Of(Type? type)
    {
        if (type is null || type == typeof(StepFailedException))
        {
            return _byValue;
        }

        var name = type.FullName ?? type.Name;
        if (_counts.TryGetValue(name, out var known))
        {
            return known;
        }

        // Taken before the entry is made, so that no race makes one too many; a race for the same name may leave one too few.
        return Volatile.Read(ref _types) < ErrorStatistics.MaxTypes && Interlocked.Increment(ref _types) <= ErrorStatistics.MaxTypes
            ? _counts.GetOrAdd(name, static _ => new Count())
            : _others;
    }

    private sealed class Count
    {
        public long Value;
    }
}
