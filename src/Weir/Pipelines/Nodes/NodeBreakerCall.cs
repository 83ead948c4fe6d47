using Weir.Layers.CircuitBreaking;

namespace Weir;

/// <summary>A call through the circuit breakers of a node: one for each service that it names, or one for the node. All of them must let it through.</summary>
internal sealed class NodeBreakerCall<TIn, TOut>(StepCall<TIn, TOut> next, LayerTarget target, NodeIdentity node) : StepCall<TIn, TOut>
{
    private readonly NodeCircuitBreakerOptions _options = node.Options.CircuitBreaker;
    private readonly string[] _services = [.. node.Options.CircuitBreaker.Services.DefaultIfEmpty("").Distinct(StringComparer.Ordinal)];

    public override async ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context)
    {
        // Read before the call: a call that is left behind ends its context.
        var time = context.Time;
        var circuits = _services is not [""] && NodeServices.Find<NodeCircuits>(context) is { } shared ? shared : node.Circuits;
        var breakers = Array.ConvertAll(_services, service => circuits.Of(service, _options));
        var periods = new int[breakers.Length];
        if (!TryEnter(breakers, periods, time.GetUtcNow(), out var until))
        {
            return StepOutcome<TOut>.FromException(new CircuitOpenException(target, until), context);
        }

        bool? isFailure = null;
        try
        {
            var outcome = await next.InvokeAsync(input, context).ConfigureAwait(RunQueue.IsHere);
            isFailure = Judge(outcome);
            return outcome;
        }
        finally
        {
            Leave(breakers, periods, breakers.Length, isFailure, time.GetUtcNow());
        }
    }

    private static bool TryEnter(NodeBreaker[] breakers, int[] periods, DateTimeOffset now, out DateTimeOffset until)
    {
        until = now;
        for (var i = 0; i < breakers.Length; i++)
        {
            if (!breakers[i].TryEnter(now, out periods[i], out until))
            {
                Leave(breakers, periods, i, isFailure: null, now);
                return false;
            }
        }

        return true;
    }

    private static void Leave(NodeBreaker[] breakers, int[] periods, int count, bool? isFailure, DateTimeOffset now)
    {
        for (var i = 0; i < count; i++)
        {
            breakers[i].Leave(periods[i], isFailure, now);
        }
    }

    /// <summary>A service that answers is there, be the answer wrong; what never got to it says nothing.</summary>
    private static bool? Judge(in StepOutcome<TOut> outcome)
    {
        if (!outcome.IsFailure)
        {
            return false;
        }

        return outcome.IsSignal ? null : outcome.Error switch
        {
            InvalidInputException or OperationNotImplementedException or MissingServiceException => null,
            InvalidOutputException => false,
            _ => true,
        };
    }
}
