using System.Runtime.CompilerServices;

namespace Weir.Layers.CircuitBreaking;

/// <summary>A call through a breaker.</summary>
internal sealed class BreakerCall<TIn, TOut>(CircuitBreakingLayer layer, StepCall<TIn, TOut> next, LayerTarget target, Breaker breaker)
    : StepCall<TIn, TOut>
{
    // The circuit of the last call that had to ask, and its phase if that was closed: what most calls need, and all that they need.
    private volatile Circuit? _circuit;
    private volatile ClosedPhase? _closed;

    public override ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context) =>
        ClosedOn(context) is { } closed ? Count(next.InvokeAsync(input, context), closed) : AskAsync(input, context);

    /// <summary>The phase of a new call, where it is known to be closed; null: the circuit has to be asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ClosedPhase? ClosedOn(StepContext context) => _closed is { } closed && closed.Takes(context.Time) ? closed : null;

    /// <summary>Counts a call when it has ended.</summary>
    public ValueTask<StepOutcome<TOut>> Count(ValueTask<StepOutcome<TOut>> call, CircuitPhase phase)
    {
        if (!call.IsCompletedSuccessfully)
        {
            return WaitAsync(call, phase);
        }

        var outcome = call.Result;
        Count(outcome, phase);
        return new ValueTask<StepOutcome<TOut>>(outcome);
    }

    /// <summary>Counts a call that gave a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CountSuccess(ClosedPhase closed)
    {
        if (!closed.TryAdd())
        {
            Date(closed);
        }
    }

    internal override LeafNode<TIn, TOut> ToLeaf(string name, int slot) =>
        next is UserCall<TIn, TOut> user ? user.MakeLeaf(new BreakerLeaf<TIn, TOut>(this, name, slot)) : base.ToLeaf(name, slot);

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
        return Count(next.InvokeAsync(input, context), phase);
    }

    private Circuit On(TimeProvider time) => _circuit is { } last && ReferenceEquals(last.Time, time) ? last : _circuit = breaker.On(time);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<StepOutcome<TOut>> WaitAsync(ValueTask<StepOutcome<TOut>> call, CircuitPhase phase)
    {
        var outcome = await call.ConfigureAwait(RunQueue.IsHere);
        Count(outcome, phase);
        return outcome;
    }

    private void Count(in StepOutcome<TOut> outcome, CircuitPhase phase)
    {
        if (!outcome.IsFailure && phase is ClosedPhase closed)
        {
            CountSuccess(closed);
            return;
        }

        var verdict = layer.Judge(outcome);
        try
        {
            phase.Circuit.Count(phase, verdict);
        }
        catch (Exception)
        {
            layer.CountFault();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
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
