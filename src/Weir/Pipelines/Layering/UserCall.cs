using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>The innermost call around an attempt: that of the user's step. What it throws, and what it says, become the outcome.</summary>
internal abstract class UserCall<TIn, TOut> : StepCall<TIn, TOut>
{
    public static UserCall<TIn, TOut> Of(Step<TIn, TOut> step) => step switch
    {
        DelegateStep<TIn, TOut> delegated => new UserCall<TIn, TOut, DelegateCall<TIn, TOut>>(new(delegated.Body)),
        FunctionStep<TIn, TOut> function => new UserCall<TIn, TOut, FunctionCall<TIn, TOut>>(new(function.Body)),
        _ => new UserCall<TIn, TOut, StepCallee<TIn, TOut>>(new(step)),
    };

    /// <summary>Makes a leaf of the way in which the step is called.</summary>
    public abstract LeafNode<TIn, TOut> MakeLeaf(IUserLeaf<TIn, TOut> maker);

    /// <summary>What came of a call that has begun.</summary>
    public static ValueTask<StepOutcome<TOut>> OutcomeOf(ValueTask<TOut> call, StepContext context) => call.IsCompletedSuccessfully
        ? new ValueTask<StepOutcome<TOut>>(Completed(call.Result, context.Scope))
        : WaitAsync(call, context);

    /// <summary>What came of a call that threw.</summary>
    public static StepOutcome<TOut> Failed(Exception error, StepScope scope)
    {
        // What is thrown is the last word, whatever the step said before.
        scope.Failure = null;
        return new StepOutcome<TOut>(scope.FailureOf(error));
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
}

/// <summary>The same for one way to call a step.</summary>
internal sealed class UserCall<TIn, TOut, TCall>(TCall user) : UserCall<TIn, TOut>
    where TCall : struct, ICall<TIn, TOut>
{
    public override LeafNode<TIn, TOut> MakeLeaf(IUserLeaf<TIn, TOut> maker) => maker.Make(user);

    public override ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context)
    {
        ValueTask<TOut> call;
        try
        {
            call = user.Invoke(input, context);
        }
        catch (Exception error)
        {
            return new ValueTask<StepOutcome<TOut>>(Failed(error, context.Scope));
        }

        return OutcomeOf(call, context);
    }
}

/// <summary>Makes a leaf for whichever way a step is called.</summary>
internal interface IUserLeaf<TIn, TOut>
{
    LeafNode<TIn, TOut> Make<TCall>(TCall user)
        where TCall : struct, ICall<TIn, TOut>;
}
