using System.Diagnostics.CodeAnalysis;

namespace Weir;

/// <summary>What is kept of one kind, to be used again: the last one given back comes first.</summary>
internal abstract class IdlePool
{
    /// <summary>How many are kept.</summary>
    public abstract int Count { get; }

    public abstract long Reused { get; }

    public abstract long Dropped { get; }

    /// <summary>Drops the half that was not used for longest, and of one its one. Gives how many these were.</summary>
    public abstract int Trim();

    /// <summary>Keeps nothing any more, unless something is kept now. True: so it is.</summary>
    public abstract bool TryClose();
}

/// <summary>The same with its type.</summary>
internal sealed class IdlePool<T>(int capacity) : IdlePool
    where T : class
{
    private readonly Lock _gate = new();

    // All below under _gate.
    private T?[] _items = [];
    private int _count;
    private long _reused;
    private long _dropped;
    private bool _isClosed;

    public override int Count => Read(static pool => pool._count);

    public override long Reused => Read(static pool => pool._reused);

    public override long Dropped => Read(static pool => pool._dropped);

    public bool TryTake([NotNullWhen(true)] out T? item)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                item = null;
                return false;
            }

            item = _items[--_count]!;
            _items[_count] = null;
            _reused++;
            return true;
        }
    }

    public bool TryKeep(T item)
    {
        lock (_gate)
        {
            if (_isClosed || _count == capacity)
            {
                _dropped++;
                return false;
            }

            if (_count == _items.Length)
            {
                Array.Resize(ref _items, Math.Min(capacity, Math.Max(4, _count * 2)));
            }

            _items[_count++] = item;
            return true;
        }
    }

    public void Drop()
    {
        lock (_gate)
        {
            _dropped++;
        }
    }

    public override int Trim()
    {
        lock (_gate)
        {
            var kept = _count / 2;
            var dropped = _count - kept;
            Array.Copy(_items, dropped, _items, 0, kept);
            Array.Clear(_items, kept, dropped);
            _count = kept;
            _dropped += dropped;
            return dropped;
        }
    }

    public override bool TryClose()
    {
        lock (_gate)
        {
            return _isClosed |= _count == 0;
        }
    }

    private TValue Read<TValue>(Func<IdlePool<T>, TValue> read)
    {
        lock (_gate)
        {
            return read(this);
        }
    }
}
