namespace Weir;

/// <summary>How an executor ends: it refuses new runs, lets those in flight end or cancels them, and waits until none is left.</summary>
public sealed partial class Executor
{
    internal static readonly TimeSpan MaxDrain = TimeSpan.FromDays(1);

    private readonly Lock _stopGate = new();

    // Both under _stopGate.
    private readonly List<CutRun> _cutRuns = [];
    private Task? _cutting;

    /// <summary>Whether it was stopped or disposed, so that new runs are refused.</summary>
    public bool IsStopping => Runs.IsClosed;

    /// <summary>The runs that were cut so far.</summary>
    internal IReadOnlyList<CutRun> CutRuns
    {
        get
        {
            lock (_stopGate)
            {
                return [.. _cutRuns];
            }
        }
    }

    /// <summary>Refuses new runs, gives those in flight some time to end by themselves, cancels the others, and waits until none is left.</summary>
    /// <remarks>
    /// It may be called at any time and by many at once; disposing meanwhile cancels at once. A step that does not heed its token holds it
    /// up. What a callback of a cancelled token throws is thrown by <see cref="DisposeAsync"/>.
    /// </remarks>
    /// <param name="drain">How long runs may go on; from zero, which cancels at once, to one day. By <see cref="ExecutorOptions.Time"/>.</param>
    /// <param name="cancellationToken">Ends that time early; it does not end the wait for the runs that are cancelled then.</param>
    /// <returns>What was cut, when no run is left.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="drain"/> is outside its range.</exception>
    public async ValueTask<StopReport> StopAsync(TimeSpan drain, CancellationToken cancellationToken = default)
    {
        Require.InRange(drain, TimeSpan.Zero, MaxDrain, nameof(drain));
        if (!await DrainAsync(drain, cancellationToken).ConfigureAwait(RunQueue.IsHere))
        {
            await CutAsync().ConfigureAwait(RunQueue.Quietly);
            await Runs.Idle.ConfigureAwait(RunQueue.IsHere);
        }

        return new StopReport(CutRuns);
    }

    /// <summary>Refuses new runs, cancels those in flight and waits until they have ended.</summary>
    /// <returns>A task that ends when no run is left.</returns>
    public async ValueTask DisposeAsync()
    {
        Runs.Close();
        try
        {
            await CutAsync().ConfigureAwait(RunQueue.IsHere);
        }
        finally
        {
            await Runs.Idle.ConfigureAwait(RunQueue.IsHere);
            _plans.Retire();
            Stopping.Dispose();
        }
    }

    /// <summary>Refuses new runs and waits until none is left, or the time is up. True: none is left.</summary>
    internal async Task<bool> DrainAsync(TimeSpan drain, CancellationToken cancellationToken)
    {
        Runs.Close();
        await Runs.Idle.WaitAsync(drain, Options.Time, cancellationToken).ConfigureAwait(RunQueue.Quietly);
        return Runs.Idle.IsCompleted;
    }

    /// <summary>Cancels the runs in flight, once.</summary>
    /// <returns>A task that ends when all who wait for the token were told.</returns>
    internal Task CutAsync()
    {
        lock (_stopGate)
        {
            return _cutting ??= Stopping.StopAsync();
        }
    }

    /// <summary>A run ended after the runs in flight were cancelled; called before it is counted out.</summary>
    internal void NoteCut(string name, RunScope run, RunStatus status)
    {
        if (status is RunStatus.Completed or RunStatus.Paused)
        {
            return;
        }

        lock (_stopGate)
        {
            _cutRuns.Add(new CutRun(name, run.Id, status));
        }
    }

    internal ObjectDisposedException Refused() => new(nameof(Executor), "The executor was stopped or disposed; it takes no new runs.");
}
