// source: .NET design guidelines, naming (https://learn.microsoft.com/dotnet/standard/design-guidelines/naming-guidelines)
// why: discards, type parameters, acronyms of two letters and static fields in both styles are as the guidelines have them
// expect: none

using System;
using System.Collections.Generic;
using System.Threading;

namespace Corpus.CacheWithDiscards;

internal interface IEvictionPolicy<in TKey>
{
    bool ShouldEvict(TKey key, int count);
}

internal sealed class Cache<TKey, TValue>(IEvictionPolicy<TKey> policy)
    where TKey : notnull
{
    private const int MaxEntries = 1_000;
    private static readonly TimeSpan DefaultTtl = TimeSpan.FromMinutes(5);
    private static int _created;
    private readonly Dictionary<TKey, (TValue Value, DateTimeOffset Until)> _entries = [];

    public static int Created => _created;

    public event Action<TKey>? Evicted;

    public T Measure<T>(Func<Cache<TKey, TValue>, T> read)
    {
        _ = Interlocked.Increment(ref _created);
        return read(this);
    }

    public bool TryGet(TKey key, DateTimeOffset now, out TValue? value)
    {
        var (found, until) = _entries.GetValueOrDefault(key);
        value = found;
        return until > now;
    }

    public void Set(TKey key, TValue value, DateTimeOffset now)
    {
        if (_entries.Count >= MaxEntries || policy.ShouldEvict(key, _entries.Count))
        {
            _entries.Remove(key, out _);
            Evicted?.Invoke(key);
        }

        _entries[key] = (value, now + DefaultTtl);
    }
}
