using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>What can stop a flow of steps: up to two tokens, a stop of its own, and whatever stops the scope around it.</summary>
/// <remarks>The loop asks <see cref="IsStopping"/> before every step; a token is put together only when a step reads it.</remarks>
internal class CancelScope
{
    private readonly Lock _gate = new();
    private readonly StopSource? _stopper;
    private readonly CancellationToken _second;
    private CancelScope? _outer;
    private CancelScope _root;
    private CancellationToken _first;

    // Of a root: whether a scope inside it was stopped or has a token of its own. As long as none has, none needs to be asked.
    private volatile bool _isStirred;

    // Made under _gate when the first step reads the token and one token of the above is not enough; the links cancel it with
    // the scope around and with _first.
    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _outerLink;
    private CancellationTokenRegistration _firstLink;
    private volatile string? _stopReason;

    /// <param name="outer">The scope around; null: this is a root.</param>
    /// <param name="stopper">What stops it beside the token that <see cref="Begin(CancellationToken)"/> brings; null: nothing.</param>
    public CancelScope(CancelScope? outer, StopSource? stopper = null)
    {
        _stopper = stopper;
        _outer = outer;
        _root = outer?._root ?? this;
        _second = stopper?.Token ?? default;
    }

    public bool IsStopping
    {
        // Not into the loops that ask: they have better use for their registers.
        [MethodImpl(MethodImplOptions.NoInlining)]
        get
        {
            var root = _root;
            if (root._first.IsCancellationRequested || root._second.IsCancellationRequested)
            {
                return true;
            }

            return root._isStirred && IsStoppingInside;
        }
    }

    /// <summary>The same question in a form that a loop can keep in registers.</summary>
    public StopSignals Signals => new(_outer is null && !_first.CanBeCanceled && _stopper is { } only ? only : StopSource.Unknown, this);

    /// <summary>The second token: for a run, that of its executor.</summary>
    public CancellationToken Second => _second;

    /// <summary>Why steps end early, in the words of <see cref="StepResult.Reason"/>.</summary>
    public string StopReason
    {
        get
        {
            for (var scope = this; scope is not null; scope = scope._outer)
            {
                if ((scope._stopReason ?? scope.OwnReason) is { } reason)
                {
                    return reason;
                }
            }

            return "the run was cancelled";
        }
    }

    /// <summary>Why the token that <see cref="Begin(CancellationToken)"/> brought has stopped the flow; null: it is that of the caller, or has not.</summary>
    protected virtual string? OwnReason => null;

    public CancellationToken Token => _outer is null ? OwnToken() : InnerToken();

    /// <summary>Stops this flow and not the one around it.</summary>
    /// <returns>A task that ends when all who wait for the token were told.</returns>
    public Task StopAsync(string reason)
    {
        lock (_gate)
        {
            _stopReason ??= reason;
            _root._isStirred = true;
            return _source is null ? Task.CompletedTask : RunQueue.CancelAsync(_source);
        }
    }

    public void Begin(CancellationToken first)
    {
        if (first.CanBeCanceled)
        {
            _first = first;
            if (_outer is not null)
            {
                _root._isStirred = true;
            }
        }
    }

    /// <summary>Puts the scope into another one.</summary>
    public void Begin(CancelScope outer)
    {
        _outer = outer;
        _root = outer._root;
    }

    /// <summary>Cancels the token, so that those are told who are under way; what has not started may, and learns there why it must not.</summary>
    protected Task CancelTokenAsync()
    {
        _ = Token;
        lock (_gate)
        {
            return _source is null ? Task.CompletedTask : RunQueue.CancelAsync(_source);
        }
    }

    /// <summary>Forgets the flow, so that the scope can serve another.</summary>
    public void End()
    {
        if (_first.CanBeCanceled)
        {
            _first = default;
        }

        if (_isStirred && _outer is null)
        {
            _isStirred = false;
        }

        if (_source is not null)
        {
            Unlink();
            _source.Dispose();
            _source = null;
        }
    }

    /// <summary>Lets go of what it holds, and stays stopped; for a scope that serves no other flow, but may still be asked.</summary>
    public void Release()
    {
        if (_source is not null)
        {
            Unlink();
            _source.Dispose();
        }
    }

    /// <summary>Lets go of the tokens around; for a scope that was stopped and serves no other flow.</summary>
    public void Unlink()
    {
        _outerLink.Dispose();
        _firstLink.Dispose();
    }

    private bool IsStoppingInside
    {
        get
        {
            for (var scope = this; scope is not null; scope = scope._outer)
            {
                if (scope._first.IsCancellationRequested || scope._second.IsCancellationRequested || scope._stopReason is not null)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private CancellationToken OwnToken()
    {
        if (!_first.CanBeCanceled)
        {
            return _second;
        }

        if (!_second.CanBeCanceled)
        {
            return _first;
        }

        lock (_gate)
        {
            _source ??= CancellationTokenSource.CreateLinkedTokenSource(_first, _second);
            return _source.Token;
        }
    }

    private CancellationToken InnerToken()
    {
        if (Volatile.Read(ref _source) is { } made)
        {
            return made.Token;
        }

        // From the outside in, for scopes may be nested deeper than a stack is high.
        var scopes = new Stack<CancelScope>();
        var scope = this;
        while (scope._outer is { } outer)
        {
            scopes.Push(scope);
            scope = outer;
        }

        var token = scope.OwnToken();
        while (scopes.TryPop(out var inner))
        {
            token = inner.Link(token);
        }

        return token;
    }

    private CancellationToken Link(CancellationToken outer)
    {
        lock (_gate)
        {
            if (_source is null)
            {
                var source = new CancellationTokenSource();
                if (_stopReason is not null)
                {
                    source.Cancel();
                }
                else
                {
                    _outerLink = outer.UnsafeRegister(static source => Cancel((CancellationTokenSource)source!), source);
                    _firstLink = _first.UnsafeRegister(static source => Cancel((CancellationTokenSource)source!), source);
                }

                Volatile.Write(ref _source, source);
            }

            return _source.Token;
        }
    }

    private static void Cancel(CancellationTokenSource source)
    {
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            source.Cancel();
        }
        else
        {
            _ = RunQueue.CancelAsync(source);
        }
    }
}
