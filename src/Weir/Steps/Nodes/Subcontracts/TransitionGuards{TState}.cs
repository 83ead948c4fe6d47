using System.Collections.Concurrent;

namespace Weir;

/// <summary>The states of many instances, each by its key: an order's number, say. For many threads.</summary>
/// <remarks>A key takes memory until <see cref="Forget"/>, so forget what is final. What is to outlive the process is written from <see cref="Snapshot"/>.</remarks>
/// <typeparam name="TState">The states.</typeparam>
/// <param name="transitions">The transitions that are allowed; a state without any is final.</param>
/// <param name="initial">The state that a new key has.</param>
public sealed class TransitionGuards<TState>(IReadOnlyList<(TState From, TState To)> transitions, TState initial)
    where TState : struct, Enum
{
    private readonly TransitionTable<TState> _table = new(transitions);
    private readonly ConcurrentDictionary<string, TransitionGuard<TState>> _guards = new(StringComparer.Ordinal);

    /// <summary>The state that a new key has.</summary>
    public TState Initial { get; } = initial;

    /// <summary>How many keys there are.</summary>
    public int Count => _guards.Count;

    /// <summary>The state of a key; a new one begins with <see cref="Initial"/>. The same object until the key is forgotten.</summary>
    /// <param name="key">What names the instance; not empty.</param>
    /// <returns>Its guard.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty.</exception>
    public TransitionGuard<TState> Of(string key) =>
        _guards.GetOrAdd(Require.Text(key), static (key, all) => new TransitionGuard<TState>(all._table, all.Initial, key), this);

    /// <summary>Drops a key; when it is asked for again it begins anew.</summary>
    /// <param name="key">What names the instance.</param>
    /// <returns>Whether there was one.</returns>
    public bool Forget(string key) => _guards.TryRemove(Require.Given(key), out _);

    /// <summary>All states by key, each as it was at some moment of the call; a dictionary of its own, fit for JSON.</summary>
    /// <returns>The states.</returns>
    public IReadOnlyDictionary<string, TState> Snapshot() =>
        _guards.ToDictionary(static one => one.Key, static one => one.Value.Current, StringComparer.Ordinal);

    /// <summary>Sets keys to states that were stored, whatever they were; other keys stay.</summary>
    /// <param name="states">What <see cref="Snapshot"/> gave.</param>
    public void Restore(IReadOnlyDictionary<string, TState> states)
    {
        foreach (var (key, state) in Require.Given(states))
        {
            _guards[Require.Text(key)] = new TransitionGuard<TState>(_table, state, key);
        }
    }
}
