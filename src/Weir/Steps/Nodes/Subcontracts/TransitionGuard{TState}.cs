namespace Weir;

/// <summary>A state that moves along the transitions that are allowed, and no others. For many threads: of two moves out of one state one wins.</summary>
/// <typeparam name="TState">The states.</typeparam>
public sealed class TransitionGuard<TState>
    where TState : struct, Enum
{
    private readonly TransitionTable<TState> _table;
    private readonly string? _key;

    // Only Interlocked.
    private TState _current;

    /// <summary>Makes a guard of its own; a node has one for each key in <see cref="TransitionGuards{TState}"/>.</summary>
    /// <param name="transitions">The transitions that are allowed; a state without any is final.</param>
    /// <param name="initial">The state to begin with, such as one that was stored.</param>
    public TransitionGuard(IReadOnlyList<(TState From, TState To)> transitions, TState initial)
        : this(new TransitionTable<TState>(transitions), initial, null)
    {
    }

    internal TransitionGuard(TransitionTable<TState> table, TState initial, string? key)
    {
        _table = table;
        _current = initial;
        _key = key;
    }

    /// <summary>The state as it is now; another thread may move it at once.</summary>
    public TState Current => Interlocked.CompareExchange(ref _current, default, default);

    /// <summary>What may come after <see cref="Current"/>, in the order of the transitions; empty: it is final.</summary>
    public IReadOnlyList<TState> Allowed => _table.After(Current);

    /// <summary>Moves if that is allowed.</summary>
    /// <param name="to">The state to become.</param>
    /// <returns>Whether it moved; if not, the state is what it was.</returns>
    public bool TryMove(TState to) => TryMove(to, out _);

    /// <summary>Moves, if the state is still the one that the caller has looked at.</summary>
    /// <param name="from">The state that is expected.</param>
    /// <param name="to">The state to become.</param>
    /// <returns>Whether it moved; false too when another thread was faster.</returns>
    public bool TryMove(TState from, TState to) =>
        _table.Allows(from, to) && Same(Interlocked.CompareExchange(ref _current, to, from), from);

    /// <summary>Moves.</summary>
    /// <param name="to">The state to become.</param>
    /// <exception cref="InvalidTransitionException">It is not allowed; the state is what it was.</exception>
    public void Move(TState to)
    {
        if (!TryMove(to, out var from))
        {
            throw new InvalidTransitionException(_key, from.ToString(), to.ToString(), [.. _table.After(from).Select(static state => state.ToString())]);
        }
    }

    private bool TryMove(TState to, out TState from)
    {
        do
        {
            from = Current;
            if (!_table.Allows(from, to))
            {
                return false;
            }
        }
        while (!Same(Interlocked.CompareExchange(ref _current, to, from), from));
        return true;
    }

    private static bool Same(TState left, TState right) => EqualityComparer<TState>.Default.Equals(left, right);
}
