using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>The innermost call around an attempt: that of the user's step. What it throws, and what it says, become the outcome.</summary>
internal sealed class UserCall<TIn, TOut>(Step<TIn, TOut> step) : StepCall<TIn, TOut>
{
    public override ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context)
    {
        ValueTask<TOut> call;
        try
        {
            call = step.RunAsync(input, context);
        }
        catch (Exception error)
        {
            return new ValueTask<StepOutcome<TOut>>(Failed(error, context.Scope));
        }

        return call.IsCompletedSuccessfully
            ? new ValueTask<StepOutcome<TOut>>(Completed(call.Result, context.Scope))
            : WaitAsync(call, context);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<StepOutcome<TOut>> WaitAsync(ValueTask<TOut> call, StepContext context)
    {
        await call.Quietly();
        return call.IsCompletedSuccessfully ? Completed(call.Result, context.Scope) : Failed(call.Error(), context.Scope);
    }

    private static StepOutcome<TOut> Completed(TOut value, StepScope scope)
    {
        if (scope.Failure is not { } failure)
        {
            return new StepOutcome<TOut>(value);
        }

        scope.Failure = null;
        return new StepOutcome<TOut>(failure);
    }

    private static StepOutcome<TOut> Failed(Exception error, StepScope scope)
    {
        // What is thrown is the last word, whatever the step said before.
        scope.Failure = null;
        return new StepOutcome<TOut>(scope.FailureOf(error));
    }
}
