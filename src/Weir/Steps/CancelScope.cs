namespace Weir;

/// <summary>What can stop a flow of steps: up to two tokens, a stop of its own, and whatever stops the scope around it.</summary>
/// <remarks>The loop asks <see cref="IsStopping"/> before every step; a token is put together only when a step reads it.</remarks>
internal class CancelScope
{
    private readonly Lock _gate = new();
    private CancelScope? _outer;
    private CancellationToken _first;
    private CancellationToken _second;

    // Made under _gate when the first step reads the token and one token of the above is not enough.
    private CancellationTokenSource? _source;
    private volatile string? _stopReason;

    public CancelScope(CancelScope? outer = null) => _outer = outer;

    public bool IsStopping =>
        _first.IsCancellationRequested || _second.IsCancellationRequested || _stopReason is not null || (_outer is not null && _outer.IsStopping);

    /// <summary>Why steps end early, in the words of <see cref="StepResult.Reason"/>.</summary>
    public string StopReason => _stopReason ?? _outer?.StopReason ?? "the run was cancelled";

    public CancellationToken Token
    {
        get
        {
            if (_outer is null)
            {
                if (!_first.CanBeCanceled)
                {
                    return _second;
                }

                if (!_second.CanBeCanceled)
                {
                    return _first;
                }
            }

            lock (_gate)
            {
                if (_source is null)
                {
                    _source = _outer is null
                        ? CancellationTokenSource.CreateLinkedTokenSource(_first, _second)
                        : CancellationTokenSource.CreateLinkedTokenSource(_outer.Token);
                    if (_stopReason is not null)
                    {
                        _source.Cancel();
                    }
                }

                return _source.Token;
            }
        }
    }

    /// <summary>Stops this flow and not the one around it.</summary>
    /// <returns>A task that ends when all who wait for the token were told.</returns>
    public Task StopAsync(string reason)
    {
        lock (_gate)
        {
            _stopReason ??= reason;
            return _source?.CancelAsync() ?? Task.CompletedTask;
        }
    }

    public void Begin(CancellationToken first, CancellationToken second)
    {
        _first = first;
        _second = second;
    }

    /// <summary>Forgets everything, so that the scope can serve another flow under <paramref name="outer"/>.</summary>
    public void Reset(CancelScope? outer)
    {
        _outer = outer;
        _first = default;
        _second = default;
        _stopReason = null;
        _source?.Dispose();
        _source = null;
    }
}
