namespace Weir.Layers.CircuitBreaking;

/// <summary>What a breaker is until it changes.</summary>
internal abstract class CircuitPhase;

/// <summary>Calls are refused; or, where a call began this phase, it tries, and the others are refused meanwhile.</summary>
/// <param name="until">The timestamp from which a call may try.</param>
/// <param name="untilUtc">The same as an instant.</param>
internal sealed class OpenPhase(long until, DateTimeOffset untilUtc) : CircuitPhase
{
    /// <summary>The next call may try. Only for after a call that tried and said nothing.</summary>
    public static OpenPhase Over => new(long.MinValue, default);

    public long Until => until;

    public DateTimeOffset UntilUtc => untilUtc;
}
