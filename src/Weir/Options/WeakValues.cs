namespace Weir;

/// <summary>One object for all that are equal, as long as somebody else holds it. Any number of threads may ask.</summary>
/// <remarks>What nobody holds any more is forgotten, key and all, when the table has doubled; so it never has more than twice what lives, and a few.</remarks>
internal sealed class WeakValues<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private const int Few = 16;

    private readonly Lock _gate = new();

    // Both under _gate.
    private readonly Dictionary<TKey, WeakReference<TValue>> _values = [];
    private int _most = Few;

    /// <summary>The value of a key, made if there is none.</summary>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        lock (_gate)
        {
            if (_values.TryGetValue(key, out var known) && known.TryGetTarget(out var value))
            {
                return value;
            }

            value = make(key);
            _values[key] = new WeakReference<TValue>(value);
            if (_values.Count > _most)
            {
                foreach (var gone in _values.Where(static one => !one.Value.TryGetTarget(out _)).Select(static one => one.Key).ToList())
                {
                    _values.Remove(gone);
                }

                _most = Math.Max(Few, 2 * _values.Count);
            }

            return value;
        }
    }
}
