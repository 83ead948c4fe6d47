namespace Weir;

/// <summary>Calls a step on a thread of its own, so that one that blocks holds up nobody: the pool has few threads, and is slow to get more.</summary>
internal sealed class ThreadStep<TIn, TOut>(Step<TIn, TOut> step) : Step<TIn, TOut>
{
    public override string Name => step.Name;

    internal override Step<TIn, TOut> AsMade => step.AsMade;

    public override ValueTask<TOut> RunAsync(TIn input, StepContext context)
    {
        // Where the order is chosen there are no other threads.
        return RunQueue.Here is null
            ? new ValueTask<TOut>(Task.Factory.StartNew(
                () => CallAsync(input, context).AsTask(), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap())
            : CallQueuedAsync(input, context);
    }

    private async ValueTask<TOut> CallQueuedAsync(TIn input, StepContext context)
    {
        await Task.CompletedTask.ConfigureAwait(RunQueue.Elsewhere);
        return await CallAsync(input, context).ConfigureAwait(RunQueue.IsHere);
    }

    // Left behind before its thread began: nobody waits for the value.
    private ValueTask<TOut> CallAsync(TIn input, StepContext context) => context.Scope is EndedScope ? default : step.RunAsync(input, context);
}
