using System.Runtime.CompilerServices;

namespace Weir.Layers.CircuitBreaking;

/// <summary>A call through a breaker.</summary>
internal sealed class BreakerCall<TIn, TOut>(CircuitBreakingLayer layer, StepCall<TIn, TOut> next, LayerTarget target, Breaker breaker)
    : StepCall<TIn, TOut>
{
    // The circuit of the last call that had to ask, and its phase if that was closed: what most calls need, and all that they need.
    private volatile Circuit? _circuit;
    private volatile ClosedPhase? _closed;

    public override ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context)
    {
        if (_closed is not { } closed || !closed.Takes(context.Time))
        {
            return AskAsync(input, context);
        }

        var call = next.InvokeAsync(input, context);
        if (!call.IsCompletedSuccessfully)
        {
            return WaitAsync(call, closed);
        }

        var outcome = call.Result;
        if (outcome.IsFailure)
        {
            Count(closed, layer.Judge(outcome));
        }
        else if (!closed.TryAdd())
        {
            Date(closed);
        }

        return new ValueTask<StepOutcome<TOut>>(outcome);
    }

    private ValueTask<StepOutcome<TOut>> AskAsync(TIn input, StepContext context)
    {
        CircuitPhase? phase;
        DateTimeOffset until;
        try
        {
            phase = On(context.Time).Ask(out until);
        }
        catch (Exception)
        {
            // Something of the breaker's own went wrong: as if there were none.
            layer.CountFault();
            return next.InvokeAsync(input, context);
        }

        if (phase is null)
        {
            return new ValueTask<StepOutcome<TOut>>(StepOutcome<TOut>.FromException(new CircuitOpenException(target, until), context));
        }

        _closed = phase as ClosedPhase;
        return CallAsync(input, context, phase);
    }

    private Circuit On(TimeProvider time) => _circuit is { } last && ReferenceEquals(last.Time, time) ? last : _circuit = breaker.On(time);

    private ValueTask<StepOutcome<TOut>> CallAsync(TIn input, StepContext context, CircuitPhase phase)
    {
        var call = next.InvokeAsync(input, context);
        if (!call.IsCompletedSuccessfully)
        {
            return WaitAsync(call, phase);
        }

        var outcome = call.Result;
        Count(phase, layer.Judge(outcome));
        return new ValueTask<StepOutcome<TOut>>(outcome);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<StepOutcome<TOut>> WaitAsync(ValueTask<StepOutcome<TOut>> call, CircuitPhase phase)
    {
        var outcome = await call.ConfigureAwait(RunQueue.IsHere);
        Count(phase, layer.Judge(outcome));
        return outcome;
    }

    private void Count(CircuitPhase phase, CallVerdict verdict)
    {
        try
        {
            phase.Circuit.Count(phase, verdict);
        }
        catch (Exception)
        {
            layer.CountFault();
        }
    }

    private void Date(ClosedPhase closed)
    {
        try
        {
            closed.Date(closed.Circuit.Time.GetTimestamp());
        }
        catch (Exception)
        {
            layer.CountFault();
        }
    }
}
