using System.Runtime.CompilerServices;

namespace Weir.Layers.CircuitBreaking;

/// <summary>A call through a breaker.</summary>
internal sealed class BreakerCall<TIn, TOut>(CircuitBreakingLayer layer, StepCall<TIn, TOut> next, LayerTarget target, Breaker breaker)
    : StepCall<TIn, TOut>
{
    // That of the last call.
    private volatile Circuit? _circuit;

    public override ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context)
    {
        if (_circuit is not { Phase: ClosedPhase closed } circuit || !ReferenceEquals(circuit.Time, context.Time))
        {
            return AskAsync(input, context);
        }

        var call = next.InvokeAsync(input, context);
        if (!call.IsCompletedSuccessfully)
        {
            return WaitAsync(call, circuit, closed);
        }

        var outcome = call.Result;
        if (outcome.IsFailure)
        {
            Count(circuit, closed, layer.Judge(outcome));
        }
        else if (!closed.TryAdd())
        {
            Date(circuit, closed);
        }

        return new ValueTask<StepOutcome<TOut>>(outcome);
    }

    private ValueTask<StepOutcome<TOut>> AskAsync(TIn input, StepContext context)
    {
        Circuit circuit;
        CircuitPhase? phase;
        DateTimeOffset until;
        try
        {
            circuit = On(context.Time);
            phase = circuit.Ask(out until);
        }
        catch (Exception)
        {
            // Something of the breaker's own went wrong: as if there were none.
            layer.CountFault();
            return next.InvokeAsync(input, context);
        }

        return phase is null
            ? new ValueTask<StepOutcome<TOut>>(StepOutcome<TOut>.FromException(new CircuitOpenException(target, until), context))
            : CallAsync(input, context, circuit, phase);
    }

    private Circuit On(TimeProvider time) => _circuit is { } last && ReferenceEquals(last.Time, time) ? last : _circuit = breaker.On(time);

    private ValueTask<StepOutcome<TOut>> CallAsync(TIn input, StepContext context, Circuit circuit, CircuitPhase phase)
    {
        var call = next.InvokeAsync(input, context);
        if (!call.IsCompletedSuccessfully)
        {
            return WaitAsync(call, circuit, phase);
        }

        var outcome = call.Result;
        Count(circuit, phase, layer.Judge(outcome));
        return new ValueTask<StepOutcome<TOut>>(outcome);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<StepOutcome<TOut>> WaitAsync(ValueTask<StepOutcome<TOut>> call, Circuit circuit, CircuitPhase phase)
    {
        var outcome = await call.ConfigureAwait(RunQueue.IsHere);
        Count(circuit, phase, layer.Judge(outcome));
        return outcome;
    }

    private void Count(Circuit circuit, CircuitPhase phase, CallVerdict verdict)
    {
        try
        {
            circuit.Count(phase, verdict);
        }
        catch (Exception)
        {
            layer.CountFault();
        }
    }

    private void Date(Circuit circuit, ClosedPhase closed)
    {
        try
        {
            closed.Date(circuit.Time.GetTimestamp());
        }
        catch (Exception)
        {
            layer.CountFault();
        }
    }
}
