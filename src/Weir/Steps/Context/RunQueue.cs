using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Where runs queue what is to go on later: the thread pool, unless somebody took over the thread to decide the order.</summary>
/// <remarks>Everything in this assembly that awaits or queues asks here; the question is one read of a flag that is false outside of tests.</remarks>
internal abstract class RunQueue : SynchronizationContext
{
    [ThreadStatic]
    private static RunQueue? _here;

    // Whether any thread ever had a queue. As long as none had, nobody looks at his thread; who has one has set this before, on the same thread.
    private static bool _isInUse;

    /// <summary>The queue of this thread; null: the thread pool.</summary>
    public static RunQueue? Here
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _isInUse ? _here : null;
    }

    /// <summary>For <c>ConfigureAwait</c>: whether what is awaited here goes on in the queue of this thread.</summary>
    public static bool IsHere
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Here is not null;
    }

    /// <summary>The same for a wait that does not care how it ends.</summary>
    public static ConfigureAwaitOptions Quietly => With(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>The same for a wait that gives the thread away.</summary>
    public static ConfigureAwaitOptions Elsewhere => With(ConfigureAwaitOptions.ForceYielding);

    public static void Queue(IThreadPoolWorkItem item)
    {
        if (Here is { } here)
        {
            here.Post(static item => ((IThreadPoolWorkItem)item!).Execute(), item);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
        }
    }

    public static void Queue<T>(Action<T> work, T state)
    {
        if (Here is { } here)
        {
            here.PostWork(work, state);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(work, state, preferLocal: false);
        }
    }

    /// <summary>Cancels, but calls nobody here, where the caller may hold a lock.</summary>
    /// <returns>A task that ends when all who wait for the token were told.</returns>
    public static Task CancelAsync(CancellationTokenSource source) => Here is { } here ? here.CancelCoreAsync(source) : source.CancelAsync();

    /// <summary>A random number of at least 0 and less than 1.</summary>
    public static double NextRandom() => Here is { } here ? here.NextDouble() : Random.Shared.NextDouble();

    /// <summary>A step is about to wait.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Waits(StepScope step) => Here?.Note(step);

    /// <summary>Takes over the thread, or gives it back with null.</summary>
    protected static void TakeOver(RunQueue? queue)
    {
        _isInUse = true;
        _here = queue;
    }

    protected abstract Task CancelCoreAsync(CancellationTokenSource source);

    protected abstract double NextDouble();

    protected abstract void Note(StepScope step);

    // Apart from the above, where the closure would be made on every call.
    private void PostWork<T>(Action<T> work, T state) => Post(_ => work(state), null);

    private static ConfigureAwaitOptions With(ConfigureAwaitOptions options) =>
        Here is null ? options : options | ConfigureAwaitOptions.ContinueOnCapturedContext;
}
