using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Weir;

/// <summary>A dictionary for the state of a pipeline, which can be forked without copying its entries.</summary>
/// <remarks>
/// <para>
/// Idea: a map is a hash table of its own until it is forked. Then both sides read the one table, which nobody changes any more, and
/// keep what they change beside it; after many changes a side takes a table of its own again. A fork is O(1)
/// and a change O(log c) for c changes, amortized; a map that was never forked is as fast as <see cref="Dictionary{TKey, TValue}"/>.
/// </para>
/// <para>
/// Entries come in the order in which their keys were added. As the state of a pipeline it is changed inside
/// <see cref="StepContext.Update{TState}"/> only, and refuses everything else. Many may read and fork it at once while nobody changes it.
/// </para>
/// </remarks>
/// <typeparam name="TKey">The type of the keys; immutable.</typeparam>
/// <typeparam name="TValue">The type of the values; best an immutable one: values that may change are copied with every fork of a pipeline's state.</typeparam>
[SuppressMessage("Naming", "CA1710", Justification = "A map is what it is called everywhere else.")]
public sealed partial class StateMap<TKey, TValue> : IGuardedState, ISharedMap
    where TKey : notnull
{
    /// <summary>How many changes are kept beside a shared table, where nobody says it; see <c>ContextsOptions.MaxDelta</c>.</summary>
    internal const int DefaultMaxDelta = 1_024;

    private const int MinDelta = 16;

    private Dictionary<TKey, MapEntry<TValue>> _table;

    // Whether others read the table too, which is then changed no more. Set by forks, of which many may be made at once.
    private volatile bool _isShared;

    // What differs from a shared table; null: nothing does.
    private MapDelta<TKey, TValue>? _changes;

    // Changes made here since the table was shared: what a table of its own costs is spread over them.
    private int _writes;

    // Whether a key of the table was removed, from it or beside it, so that its order is not that of the numbers, or will not be.
    private bool _hasHoles;

    private readonly int _maxDelta = DefaultMaxDelta;
    private long _next;
    private int _version;
    private bool _isClosed;

    /// <summary>An empty map.</summary>
    public StateMap()
        : this(comparer: null)
    {
    }

    /// <summary>An empty map.</summary>
    /// <param name="comparer">Compares keys; null: their own equality. It never changes.</param>
    public StateMap(IEqualityComparer<TKey>? comparer) => _table = new Dictionary<TKey, MapEntry<TValue>>(comparer);

    /// <summary>A map with entries.</summary>
    /// <param name="entries">The entries, in their order; no key twice.</param>
    /// <param name="comparer">Compares keys; default null: their own equality. It never changes.</param>
    /// <exception cref="ArgumentException">A key occurs twice.</exception>
    public StateMap(IEnumerable<KeyValuePair<TKey, TValue>> entries, IEqualityComparer<TKey>? comparer = null)
        : this(comparer)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var (key, value) in entries)
        {
            Add(key, value);
        }
    }

    private StateMap(StateMap<TKey, TValue> origin, int maxDelta)
    {
        origin._isShared = true;
        _isShared = true;
        _table = origin._table;
        _changes = origin._changes?.Share();
        _hasHoles = origin._hasHoles;
        _next = origin._next;
        _maxDelta = maxDelta;
        Count = origin.Count;
    }

    /// <summary>How many entries it has.</summary>
    public int Count { get; private set; }

    /// <summary>Compares its keys.</summary>
    public IEqualityComparer<TKey> Comparer => _table.Comparer;

    /// <summary>The value of a key. To set one adds the key, or replaces its value.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The value.</returns>
    /// <exception cref="KeyNotFoundException">The key is not there.</exception>
    /// <exception cref="InvalidOperationException">It is set in the state of a pipeline, outside of <c>Update</c>.</exception>
    public TValue this[TKey key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The map has no key '{key}'; ask with TryGetValue.");
        set => Set(key, value, isNew: false);
    }

    /// <summary>Whether changes are kept beside a shared table.</summary>
    internal bool HasDelta => _changes is not null;

    /// <summary>Looks for a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value; the default of the type where the key is not there.</param>
    /// <returns>Whether the key is there.</returns>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_changes?.Find(key) is { } change)
        {
            value = change.Entry.Value;
            return change.Kind != MapChangeKind.Removed;
        }

        var isThere = _table.TryGetValue(key, out var entry);
        value = entry.Value;
        return isThere;
    }

    /// <summary>Whether a key is there.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether it is.</returns>
    public bool ContainsKey(TKey key) => TryGetValue(key, out _);

    /// <summary>Adds a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">The key is there already.</exception>
    /// <exception cref="InvalidOperationException">It is the state of a pipeline, outside of <c>Update</c>.</exception>
    public void Add(TKey key, TValue value) => Set(key, value, isNew: true);

    /// <summary>Removes a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="InvalidOperationException">It is the state of a pipeline, outside of <c>Update</c>.</exception>
    public bool Remove(TKey key)
    {
        RequireOpen();
        if (!ContainsKey(key))
        {
            return false;
        }

        _version++;
        Count--;
        if (!_isShared)
        {
            _hasHoles = true;
            return _table.Remove(key);
        }

        if (_table.ContainsKey(key))
        {
            _hasHoles = true;
            Keep(key, default, MapChangeKind.Removed);
        }
        else
        {
            _changes = _changes!.Own();
            _changes.Remove(key);
        }

        return true;
    }

    /// <summary>Removes all keys.</summary>
    /// <exception cref="InvalidOperationException">It is the state of a pipeline, outside of <c>Update</c>.</exception>
    public void Clear()
    {
        RequireOpen();
        _version++;
        Count = 0;
        TakeTable(new Dictionary<TKey, MapEntry<TValue>>(Comparer));
    }

    /// <summary>A map of its own with the same entries, made at once whatever their number.</summary>
    /// <remarks>Values are shared and not copied, so nothing may change inside them. The fork may be changed at once, also that of a pipeline's state.</remarks>
    /// <returns>The fork.</returns>
    public StateMap<TKey, TValue> Fork() => new(this, _maxDelta);

    object ISharedMap.Share(int maxDelta) => new StateMap<TKey, TValue>(this, maxDelta);

    void IGuardedState.Open() => _isClosed = false;

    void IGuardedState.Close() => _isClosed = true;

    private void Set(TKey key, TValue value, bool isNew)
    {
        RequireOpen();
        if (_isShared)
        {
            SetBeside(key, value, isNew);
        }
        else
        {
            ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_table, key, out var isThere);
            RequireNew(isNew, isThere, key);
            entry = new MapEntry<TValue>(value, isThere ? entry.Number : _next++);
            Count = _table.Count;
        }

        _version++;
    }

    private void SetBeside(TKey key, TValue value, bool isNew)
    {
        var change = _changes?.Find(key);
        var entry = default(MapEntry<TValue>);
        var isThere = change is null ? _table.TryGetValue(key, out entry) : change.Kind != MapChangeKind.Removed;
        RequireNew(isNew, isThere, key);
        if (!isThere)
        {
            Count++;
            Keep(key, new MapEntry<TValue>(value, _next++), MapChangeKind.Added);
        }
        else if (change is null)
        {
            Keep(key, entry with { Value = value }, MapChangeKind.Replaced);
        }
        else
        {
            // Keys that are equal stay as they were added.
            Keep(change.Key, change.Entry with { Value = value }, change.Kind);
        }
    }

    private void Keep(TKey key, MapEntry<TValue> entry, MapChangeKind kind)
    {
        _changes = _changes?.Own() ?? new MapDelta<TKey, TValue>(Comparer);
        _changes.Set(key, entry, kind);
        if (++_writes >= Math.Min(_maxDelta, Math.Max(MinDelta, _table.Count / 2)))
        {
            TakeTable(_hasHoles ? SortedTable() : ChangedTable(_changes));
        }
    }

    /// <summary>A copy of the table with the changes in it; for those that leave its order as it is.</summary>
    private Dictionary<TKey, MapEntry<TValue>> ChangedTable(MapDelta<TKey, TValue> changes)
    {
        var table = new Dictionary<TKey, MapEntry<TValue>>(_table, Comparer);
        foreach (var change in changes.Changes.OrderBy(static one => one.Entry.Number))
        {
            table[change.Key] = change.Entry;
        }

        return table;
    }

    private Dictionary<TKey, MapEntry<TValue>> SortedTable()
    {
        var table = new Dictionary<TKey, MapEntry<TValue>>(Count, Comparer);
        foreach (var (key, entry) in InOrder())
        {
            table.Add(key, entry);
        }

        return table;
    }

    private void TakeTable(Dictionary<TKey, MapEntry<TValue>> table)
    {
        _table = table;
        _changes = null;
        _isShared = false;
        _hasHoles = false;
        _writes = 0;
    }

    private void RequireOpen()
    {
        if (_isClosed)
        {
            throw new InvalidOperationException(
                "A map that is the state of a pipeline was changed outside of Update; change it with context.Update, or change a Fork() of it.");
        }
    }

    private static void RequireNew(bool isNew, bool isThere, TKey key)
    {
        if (isNew && isThere)
        {
            throw new ArgumentException($"The map has the key '{key}' already; set its value by the indexer.", nameof(key));
        }
    }
}
