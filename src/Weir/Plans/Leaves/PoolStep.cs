using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Calls a step on the thread pool, so that work for the processor does not hold up who starts it.</summary>
internal sealed class PoolStep<TIn, TOut>(Step<TIn, TOut> step) : Step<TIn, TOut>
{
    public override string Name => step.Name;

    internal override Step<TIn, TOut> AsMade => step.AsMade;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<TOut> RunAsync(TIn input, StepContext context)
    {
        await Task.CompletedTask.ConfigureAwait(RunQueue.Elsewhere);
        if (context.Scope is EndedScope)
        {
            // Left behind before a thread was free: nobody waits for the value.
            return default!;
        }

        return await step.RunAsync(input, context).ConfigureAwait(RunQueue.IsHere);
    }
}
