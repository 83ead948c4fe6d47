using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>The outermost call around an attempt, as a step again: a failure goes back to where the plan looks for it.</summary>
internal sealed class LayeredStep<TIn, TOut>(Step<TIn, TOut> step, StepCall<TIn, TOut> chain) : Step<TIn, TOut>
{
    public override string Name => step.Name;

    internal override Step<TIn, TOut> AsMade => step.AsMade;

    internal override Step<TIn, TOut> Redirect(Step<TIn, TOut> target) => step.Redirect(target);

    /// <summary>The call.</summary>
    public StepCall<TIn, TOut> Call => chain;

    public override ValueTask<TOut> RunAsync(TIn input, StepContext context) => LayeredCall<TIn, TOut>.Give(chain.InvokeAsync(input, context), context);
}

/// <summary>The outermost call around an attempt, as a leaf makes it.</summary>
internal readonly struct LayeredCall<TIn, TOut>(StepCall<TIn, TOut> chain) : ICall<TIn, TOut>
{
    public ValueTask<TOut> Invoke(TIn input, StepContext context) => Give(chain.InvokeAsync(input, context), context);

    /// <summary>Gives the outcome of a call to where a plan looks for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask<TOut> Give(ValueTask<StepOutcome<TOut>> call, StepContext context) =>
        call.IsCompletedSuccessfully ? new ValueTask<TOut>(Give(call.Result, context)) : WaitAsync(call, context);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TOut> WaitAsync(ValueTask<StepOutcome<TOut>> call, StepContext context) =>
        Give(await call.ConfigureAwait(RunQueue.IsHere), context);

    private static TOut Give(in StepOutcome<TOut> outcome, StepContext context)
    {
        if (outcome.Failure is { } failure)
        {
            // A call that was left behind by a time-out has nobody left to tell.
            context.Scope.TryFail(failure);
        }

        return outcome.Raw;
    }
}
