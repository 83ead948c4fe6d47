using System.Runtime.CompilerServices;

namespace Weir.Layers.CircuitBreaking;

/// <summary>Makes the leaf of a step that has a breaker around its attempts and nothing else.</summary>
internal sealed class BreakerLeaf<TIn, TOut>(BreakerCall<TIn, TOut> breaker, string name, int slot) : IUserLeaf<TIn, TOut>
{
    public LeafNode<TIn, TOut> Make<TCall>(TCall user)
        where TCall : struct, ICall<TIn, TOut> =>
        new CallNode<TIn, TOut, BreakerLeafCall<TIn, TOut, TCall>>(name, new(breaker, user), slot);
}

/// <summary>The same call as <see cref="BreakerCall{TIn, TOut}"/> makes, with less between a step that ends at once and well and the plan.</summary>
internal readonly struct BreakerLeafCall<TIn, TOut, TCall>(BreakerCall<TIn, TOut> breaker, TCall user) : ICall<TIn, TOut>
    where TCall : struct, ICall<TIn, TOut>
{
    public ValueTask<TOut> Invoke(TIn input, StepContext context) => breaker.ClosedOn(context) is { } closed
        ? Pass(input, context, closed)
        : LayeredCall<TIn, TOut>.Give(breaker.InvokeAsync(input, context), context);

    // By itself: what the runtime learns of calls that are let through is not mixed with what it learns of those that are refused.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask<TOut> Pass(TIn input, StepContext context, ClosedPhase closed)
    {
        ValueTask<TOut> call;
        try
        {
            call = user.Invoke(input, context);
        }
        catch (Exception error)
        {
            return Give(new ValueTask<StepOutcome<TOut>>(UserCall<TIn, TOut>.Failed(error, context.Scope)), context, closed);
        }

        if (!call.IsCompletedSuccessfully || context.Scope.Failure is not null)
        {
            return Give(UserCall<TIn, TOut>.OutcomeOf(call, context), context, closed);
        }

        breaker.CountSuccess(closed);
        return call;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask<TOut> Give(ValueTask<StepOutcome<TOut>> outcome, StepContext context, ClosedPhase closed) =>
        LayeredCall<TIn, TOut>.Give(breaker.Count(outcome, closed), context);
}
