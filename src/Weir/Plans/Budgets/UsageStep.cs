using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Adds to what a step used what a reader finds in the value that it gave.</summary>
internal sealed class UsageStep<TIn, TOut>(Step<TIn, TOut> step, Func<TOut, Usage> read) : Step<TIn, TOut>
{
    public override string Name => step.Name;

    internal override Step<TIn, TOut> AsMade => step.AsMade;

    internal override bool IsPipeline => step.IsPipeline;

    internal override Step<TIn, TOut> Redirect(Step<TIn, TOut> target) => new UsageStep<TIn, TOut>(step.Redirect(target), read);

    public override ValueTask<TOut> RunAsync(TIn input, StepContext context)
    {
        var call = step.RunAsync(input, context);
        return call.IsCompletedSuccessfully ? new ValueTask<TOut>(Read(call.Result, context)) : WaitAsync(call, context);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TOut> WaitAsync(ValueTask<TOut> call, StepContext context) =>
        Read(await call.ConfigureAwait(RunQueue.IsHere), context);

    private TOut Read(TOut value, StepContext context)
    {
        if (context.Scope is not { Failure: null } or EndedScope)
        {
            // It gave no value, or nobody waits for it any more.
            return value;
        }

        Usage usage;
        try
        {
            usage = read(value);
        }
        catch (Exception error)
        {
            throw StepPartException.Named("usage reader", error, context);
        }

        context.AddUsage(usage);
        return value;
    }
}
