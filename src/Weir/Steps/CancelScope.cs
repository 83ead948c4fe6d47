using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>What can stop a flow of steps: up to two tokens, a stop of its own, and whatever stops the scope around it.</summary>
/// <remarks>The loop asks <see cref="IsStopping"/> before every step; a token is put together only when a step reads it.</remarks>
internal class CancelScope
{
    private readonly Lock _gate = new();
    private readonly CancellationToken _second;
    private CancelScope? _outer;
    private CancellationToken _first;

    // Made under _gate when the first step reads the token and one token of the above is not enough.
    private CancellationTokenSource? _source;
    private volatile string? _stopReason;

    public CancelScope(CancelScope? outer, CancellationToken second = default)
    {
        _outer = outer;
        _second = second;
    }

    public bool IsStopping =>
        _first.IsCancellationRequested || _second.IsCancellationRequested || _stopReason is not null || (_outer is not null && _outer.IsStopping);

    /// <summary>The same question in a form that a loop can keep in registers.</summary>
    public StopSignals Signals => new(_outer is null ? null : this, _first, _second);

    /// <summary>The second token: for a run, that of its executor.</summary>
    public CancellationToken Second => _second;

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

    public void Begin(CancellationToken first)
    {
        if (first.CanBeCanceled)
        {
            _first = first;
        }
    }

    /// <summary>Forgets the flow, so that the scope can serve another.</summary>
    public void End()
    {
        if (_first.CanBeCanceled)
        {
            _first = default;
        }

        if (_source is not null)
        {
            _source.Dispose();
            _source = null;
        }
    }
}

/// <summary>What a loop asks before every step.</summary>
internal readonly struct StopSignals(CancelScope? inner, CancellationToken first, CancellationToken second)
{
    public bool AreOn
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => first.IsCancellationRequested || second.IsCancellationRequested || (inner is not null && inner.IsStopping);
    }
}
