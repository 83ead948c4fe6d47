using System.Runtime.CompilerServices;

namespace Weir.Layers.CircuitBreaking;

/// <summary>
/// The breaker of one step, or of those that share a key. Its clock is that of the executor, which the first call brings; so there is one
/// circuit for each clock that calls come with, and in a process that is one.
/// </summary>
internal sealed class Breaker(CircuitBreakingOptions options)
{
    private readonly ConditionalWeakTable<TimeProvider, Circuit> _byClock = [];

    public Circuit On(TimeProvider time) => _byClock.GetValue(time, time => new Circuit(options, time));
}
