namespace Weir.Layers.CircuitBreaking;

/// <summary>What a breaker is until it changes.</summary>
internal abstract class CircuitPhase(Circuit circuit)
{
    public Circuit Circuit => circuit;
}

/// <summary>Calls are refused; or, where a call began this phase, it tries, and the others are refused meanwhile.</summary>
/// <param name="circuit">The circuit that is in this phase.</param>
/// <param name="until">The timestamp from which a call may try.</param>
/// <param name="untilUtc">The same as an instant.</param>
internal sealed class OpenPhase(Circuit circuit, long until, DateTimeOffset untilUtc) : CircuitPhase(circuit)
{
    public long Until => until;

    public DateTimeOffset UntilUtc => untilUtc;
}
