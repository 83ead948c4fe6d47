namespace Weir;

/// <summary>What may come after each state; shared by all guards of one machine.</summary>
internal sealed class TransitionTable<TState>
    where TState : struct, Enum
{
    private readonly Dictionary<TState, TState[]> _next;

    public TransitionTable(IReadOnlyList<(TState From, TState To)> transitions) => _next = Require.Given(transitions)
        .GroupBy(static one => one.From, static one => one.To)
        .ToDictionary(static group => group.Key, static group => group.Distinct().ToArray());

    public IReadOnlyList<TState> After(TState state) => _next.TryGetValue(state, out var next) ? next : [];

    public bool Allows(TState from, TState to) => _next.TryGetValue(from, out var next) && Array.IndexOf(next, to) >= 0;
}
