namespace Weir;

/// <summary>Starts and stops what a node needs, each once however many ask for it. For many threads.</summary>
/// <param name="start">What the start does; called again only when it failed before.</param>
/// <param name="stop">What the stop does; called once, after a start.</param>
public sealed class NodeLifecycle(Func<CancellationToken, ValueTask> start, Func<CancellationToken, ValueTask> stop)
{
    private readonly Func<CancellationToken, ValueTask> _start = Require.Given(start);
    private readonly Func<CancellationToken, ValueTask> _stop = Require.Given(stop);
    private readonly Lock _gate = new();

    // All under _gate.
    private TaskCompletionSource? _starting;
    private TaskCompletionSource? _stopping;
    private NodeLifecycleState _state;

    /// <summary>How far it is.</summary>
    public NodeLifecycleState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Starts; whoever asks while somebody else starts waits for the same start.</summary>
    /// <param name="cancellationToken">Gives up. That of whoever asks first is passed to the start.</param>
    /// <returns>When it was started; what the start throws is thrown to all who wait, and the next one may try again.</returns>
    /// <exception cref="InvalidOperationException">It was stopped.</exception>
    public async ValueTask StartAsync(CancellationToken cancellationToken = default)
    {
        if (Begin(out var mine) is { } other)
        {
            await other.WaitAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere);
            return;
        }

        try
        {
            await _start(cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }
        catch (Exception error)
        {
            End(NodeLifecycleState.Created);
            mine.SetException(error);

            // Nobody may have waited.
            _ = mine.Task.Exception;
            throw;
        }

        End(NodeLifecycleState.Started);
        mine.SetResult();
    }

    /// <summary>Stops; what was never started has nothing to stop. Whoever asks again waits for the same stop.</summary>
    /// <param name="cancellationToken">Gives up. That of whoever asks first is passed to the stop.</param>
    /// <returns>When it was stopped; what the stop throws is thrown to all who wait.</returns>
    public async ValueTask StopAsync(CancellationToken cancellationToken = default)
    {
        Task? starting;
        TaskCompletionSource? other;
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            starting = _starting?.Task;
            other = _stopping;
            _stopping ??= mine;
        }

        if (other is not null)
        {
            await other.Task.WaitAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere);
            return;
        }

        try
        {
            if (await HasStartedAsync(starting).ConfigureAwait(RunQueue.IsHere))
            {
                Set(NodeLifecycleState.Stopping);
                await _stop(cancellationToken).ConfigureAwait(RunQueue.IsHere);
            }
        }
        catch (Exception error)
        {
            Set(NodeLifecycleState.Stopped);
            mine.SetException(error);
            _ = mine.Task.Exception;
            throw;
        }

        Set(NodeLifecycleState.Stopped);
        mine.SetResult();
    }

    /// <summary>The start that is there already; null: the caller is to make it.</summary>
    private Task? Begin(out TaskCompletionSource mine)
    {
        mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_stopping is not null)
            {
                throw new InvalidOperationException("The node was stopped, and starts only once; make a new one.");
            }

            if (_starting is not null)
            {
                return _starting.Task;
            }

            _starting = mine;
            _state = NodeLifecycleState.Starting;
            return null;
        }
    }

    private void End(NodeLifecycleState state)
    {
        lock (_gate)
        {
            _state = state;
            _starting = state == NodeLifecycleState.Created ? null : _starting;
        }
    }

    private void Set(NodeLifecycleState state)
    {
        lock (_gate)
        {
            _state = state;
        }
    }

    // A start that failed has told its own caller.
    private static async ValueTask<bool> HasStartedAsync(Task? starting)
    {
        if (starting is null)
        {
            return false;
        }

        await starting.ConfigureAwait(RunQueue.Quietly);
        return starting.IsCompletedSuccessfully;
    }
}
