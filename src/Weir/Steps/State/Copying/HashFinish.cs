using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Weir;

/// <summary>
/// Puts the keys of copied hash tables in their places. A key that was copied may have another hash, which comes from its
/// identity unless it says otherwise; the tables are therefore built again, once every key is complete. Tables whose
/// keys are immutable need none of this: their keys are shared.
/// </summary>
[RequiresUnreferencedCode(StateFork.TrimmingNote)]
[RequiresDynamicCode(StateFork.DynamicCodeNote)]
internal static class HashFinish
{
    private static readonly FrozenDictionary<Type, string> Methods = new Dictionary<Type, string>
    {
        [typeof(Dictionary<,>)] = nameof(RefillPairs),
        [typeof(ConcurrentDictionary<,>)] = nameof(RefillPairs),
        [typeof(OrderedDictionary<,>)] = nameof(RefillPairs),
        [typeof(HashSet<>)] = nameof(RefillItems),
        [typeof(ImmutableDictionary<,>)] = nameof(ReplaceImmutableDictionary),
        [typeof(ImmutableHashSet<>)] = nameof(ReplaceImmutableSet),
        [typeof(FrozenDictionary<,>)] = nameof(ReplaceFrozenDictionary),
        [typeof(FrozenSet<>)] = nameof(ReplaceFrozenSet),
    }.ToFrozenDictionary();

    /// <summary>What is left to do for the copies of a type; null when it is nothing.</summary>
    /// <exception cref="NotSupportedException">The type is a hash table that cannot be built again, and has mutable keys.</exception>
    public static Action<object>? For(Type type, TypeVerdicts verdicts, Type state)
    {
        if (typeof(Hashtable).IsAssignableFrom(type))
        {
            return RefillHashtable;
        }

        if (KnownTypes.Ancestor(type, static t => Methods.ContainsKey(t) || t == typeof(Lookup<,>)) is not { } table
            || verdicts.OfMember(table.GetGenericArguments()[0]).Mutability == Mutability.Immutable)
        {
            return null;
        }

        return Methods.TryGetValue(table.GetGenericTypeDefinition(), out var method)
            ? typeof(HashFinish).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(table.GetGenericArguments()).CreateDelegate<Action<object>>()
            : throw StateFork.Uncopyable(state, new MemberPath("", type), "has keys that may be mutable");
    }

    private static void RefillPairs<TKey, TValue>(object table) => RefillItems<KeyValuePair<TKey, TValue>>(table);

    private static void RefillItems<T>(object table)
    {
        var items = (ICollection<T>)table;
        var all = items.ToArray();
        items.Clear();
        Array.ForEach(all, items.Add);
        RequireAll(all.Length == items.Count, table);
    }

    private static void RefillHashtable(object table)
    {
        var items = (Hashtable)table;
        var all = items.Cast<DictionaryEntry>().ToArray();
        items.Clear();
        Array.ForEach(all, entry => items.Add(entry.Key, entry.Value));
    }

    private static void ReplaceImmutableDictionary<TKey, TValue>(object table)
        where TKey : notnull
    {
        var old = (ImmutableDictionary<TKey, TValue>)table;
        Replace(old, old.Clear().AddRange(old.ToArray()));
    }

    private static void ReplaceImmutableSet<T>(object table)
    {
        var old = (ImmutableHashSet<T>)table;
        Replace(old, old.Clear().Union(old.ToArray()));
    }

    private static void ReplaceFrozenDictionary<TKey, TValue>(object table)
        where TKey : notnull
    {
        var old = (FrozenDictionary<TKey, TValue>)table;
        Replace(old, old.ToArray().ToFrozenDictionary(old.Comparer));
    }

    private static void ReplaceFrozenSet<T>(object table)
    {
        var old = (FrozenSet<T>)table;
        Replace(old, old.ToArray().ToFrozenSet(old.Comparer));
    }

    /// <summary>The copy is known to others already, so it becomes what the new table is; how one is laid out depends on the number of keys.</summary>
    private static void Replace<T>(T table, T fresh)
        where T : class, ICollection
    {
        RequireAll(table.Count == fresh.Count && table.GetType() == fresh.GetType(), table);
        StateFields.Overwrite(table, fresh, table.GetType());
    }

    private static void RequireAll(bool hasAll, object table)
    {
        if (!hasAll)
        {
            throw new NotSupportedException(
                $"A {TypeText.Of(table.GetType())} cannot be copied for a branch: keys of it have become equal since they were added.");
        }
    }
}
