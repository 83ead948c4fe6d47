// source: Fowler, Refactoring, Duplicated Code (https://refactoring.com/catalog/extractFunction.html)
// why: the methods look alike and share less than six statements; what they do is different
// expect: none

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.AlikeButShort;

internal sealed class Counter
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private int _changes;

    public void Add(string key, int count)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _counts[key] = _counts.GetValueOrDefault(key) + count;
        _changes++;
    }

    public void Remove(string key, int count)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _counts[key] = _counts.GetValueOrDefault(key) - count;
        _changes++;
    }

    public int Largest()
    {
        var largest = int.MinValue;
        foreach (var (_, count) in _counts)
        {
            largest = Math.Max(largest, count);
        }

        return largest;
    }

    public int Changes() => _changes;
}
