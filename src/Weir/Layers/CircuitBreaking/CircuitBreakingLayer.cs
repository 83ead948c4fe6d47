using System.Collections.Concurrent;
using System.Globalization;

namespace Weir.Layers.CircuitBreaking;

/// <summary>Stands before every attempt, and refuses it while its breaker is open.</summary>
internal sealed class CircuitBreakingLayer(CircuitBreakingOptions options) : Layer
{
    private readonly ConcurrentDictionary<string, Breaker> _shared = new(StringComparer.Ordinal);

    public override string Name => "circuit breaking";

    public override LayerScope Scope => LayerScope.Attempt;

    public override IReadOnlyList<KeyValuePair<string, string>> Options =>
    [
        new("failure ratio", string.Create(CultureInfo.InvariantCulture, $"{options.FailureRatio}")),
        new("minimum calls", string.Create(CultureInfo.InvariantCulture, $"{options.MinimumCalls}")),
        new("sampling", string.Create(CultureInfo.InvariantCulture, $"{options.SamplingDuration.TotalMilliseconds:0.###} ms")),
        new("break", string.Create(CultureInfo.InvariantCulture, $"{options.BreakDuration.TotalMilliseconds:0.###} ms")),
    ];

    public override StepCall<TIn, TOut> Wrap<TIn, TOut>(StepCall<TIn, TOut> next, LayerTarget target) =>
        new BreakerCall<TIn, TOut>(this, next, target, BreakerOf(target));

    public CallVerdict Judge<TOut>(in StepOutcome<TOut> outcome)
    {
        if (!outcome.IsFailure)
        {
            return CallVerdict.Success;
        }

        if (outcome.IsSignal)
        {
            return CallVerdict.Nothing;
        }

        try
        {
            return options.Counts is null || options.Counts(outcome.Error!) ? CallVerdict.Failure : CallVerdict.Success;
        }
        catch (Exception)
        {
            // A failure that nobody can judge is not counted; the fault is.
            CountFault();
            return CallVerdict.Nothing;
        }
    }

    private Breaker BreakerOf(LayerTarget target)
    {
        try
        {
            return options.Key is { } key ? _shared.GetOrAdd(key(target), _ => new Breaker(options)) : new Breaker(options);
        }
        catch (Exception)
        {
            // The key threw, or was null: a step that nobody can say whom it shares with has a breaker of its own.
            CountFault();
            return new Breaker(options);
        }
    }
}
