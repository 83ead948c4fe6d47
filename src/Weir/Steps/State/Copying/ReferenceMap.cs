namespace Weir;

/// <summary>
/// What became of the objects that a copy met: the copy, the object itself when it is shared, or null when it is yet to be
/// copied. Most states are a handful of objects, for which a short array is faster and smaller than a hash table.
/// </summary>
internal sealed class ReferenceMap
{
    private const int Few = 8;

    private readonly (object Key, object? Value)[] _few = new (object, object?)[Few];
    private int _count;
    private Dictionary<object, object?>? _many;

    public bool TryGet(object key, out object? value)
    {
        if (_many is not null)
        {
            return _many.TryGetValue(key, out value);
        }

        var index = Find(key);
        value = index < 0 ? null : _few[index].Value;
        return index >= 0;
    }

    public void Set(object key, object? value)
    {
        if (_many is not null)
        {
            _many[key] = value;
        }
        else if (Find(key) is >= 0 and var index)
        {
            _few[index].Value = value;
        }
        else if (_count < Few)
        {
            _few[_count++] = (key, value);
        }
        else
        {
            _many = new Dictionary<object, object?>(_few.Length * 4, ReferenceEqualityComparer.Instance);
            Array.ForEach(_few, entry => _many.Add(entry.Key, entry.Value));
            _many[key] = value;
        }
    }

    private int Find(object key)
    {
        for (var i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_few[i].Key, key))
            {
                return i;
            }
        }

        return -1;
    }
}
