namespace Weir;

/// <summary>
/// The surroundings of one of several calls of one step at the same time: a token, a failure, usage and a state of its own. What a
/// call did is merged when it has ended, by the one flow that made the calls.
/// </summary>
internal sealed class SideScope : StepScope
{
    private readonly Lock _gate = new();
    private StepContext _outer = null!;
    private string _stepName = "";
    private string? _previousFeedback;
    private int _attempt;
    private bool _isSpare;
    private AttemptMeter? _meter;
    private string? _degradedTo;

    // Under _gate.
    private CancellationTokenSource? _source;
    private StateCell? _state;
    private Usage _usage;
    private bool _hasUsage;
    private bool _isLeft;

    public SideScope() => Context = new StepContext(this);

    /// <summary>What the call gets.</summary>
    public StepContext Context { get; }

    public override string StepName => _stepName;

    public override StepAddress Address => _outer.Scope.Address;

    public override int CurrentAttempt => _attempt;

    public override string? PreviousFeedback => _previousFeedback;

    public override CancellationToken Token
    {
        get
        {
            lock (_gate)
            {
                return _isLeft
                    ? new CancellationToken(true)
                    : (_source ??= CancellationTokenSource.CreateLinkedTokenSource(_outer.CancellationToken)).Token;
            }
        }
    }

    public override StateCell? CurrentState
    {
        get
        {
            lock (_gate)
            {
                return _state ??= _outer.Scope.CurrentState?.Fork();
            }
        }
    }

    public override StepPools? Pools => _outer.Scope.Pools;

    // It serves one call at a time, and what that rented ends with it.
    public override CallMark Mark => default;

    public override BudgetLedger? Ledger => _outer.Scope.Ledger;

    public override AttemptMeter Meter => _meter ??= new AttemptMeter();

    public override bool IsSpare => _isSpare;

    /// <summary>Prepares a call inside another.</summary>
    /// <param name="outer">The surroundings of that one.</param>
    /// <param name="isSpare">Whether it is one more beside the first.</param>
    public void Begin(StepContext outer, bool isSpare = false)
    {
        _isSpare = isSpare;
        var scope = outer.Scope;
        _outer = outer;
        Run = scope.Run;
        _stepName = scope.StepName;
        _attempt = scope.CurrentAttempt;
        _previousFeedback = scope.PreviousFeedback;
    }

    public override void AddUsage(Usage usage)
    {
        if (_outer.Scope.Ledger is { } ledger)
        {
            if (_meter is { IsOpen: true } open)
            {
                open.Add(usage);
            }
            else
            {
                ledger.Charge(usage);
            }
        }

        AdoptUsage(usage);
    }

    public override void AdoptUsage(Usage usage)
    {
        lock (_gate)
        {
            _usage += usage;
            _hasUsage = true;
        }
    }

    public override void Degrade(string? to) => _degradedTo = to;

    public override bool TryPause(string reason)
    {
        if (!_outer.Scope.TryPause(reason))
        {
            return false;
        }

        // The outcome of the call says it, and whoever merges it says it for the step.
        Failure = _outer.Scope.Failure;
        _outer.Scope.Failure = null;
        return true;
    }

    public override ValueTask EmitAsync(object chunk) => _outer.Scope.EmitAsync(chunk);

    public override StepFailure FailureOf(Exception error)
    {
        lock (_gate)
        {
            if (_isLeft && error is OperationCanceledException)
            {
                return new StepFailure(StepStatus.Cancelled, error);
            }
        }

        return _outer.Scope.FailureOf(error);
    }

    /// <summary>Takes over what the call did, and is ready for another. Only when it has ended.</summary>
    public void Merge()
    {
        Context.EndRentals();
        MergeUsage();
        if (_degradedTo is not null)
        {
            _outer.Scope.Degrade(_degradedTo);
            _degradedTo = null;
        }

        if (_state is { IsChanged: true } && _outer.Scope is not EndedScope)
        {
            _outer.Scope.CurrentState!.Replay(_state);
        }

        _state = null;
        _source?.Dispose();
        _source = null;
        Failure = null;
        _outer = null!;
        _previousFeedback = null;
    }

    /// <summary>Cancels the call and leaves it behind: what it has used counts, what it says from now on is refused.</summary>
    public void Leave()
    {
        CancellationTokenSource? source;
        lock (_gate)
        {
            _isLeft = true;
            source = _source;
        }

        try
        {
            source?.Cancel();
        }
        finally
        {
            // Those who wait for the token have been told, so it needs its source no more.
            source?.Dispose();
            _meter?.Leave();
            Context.LeaveRentals();
            MergeUsage();
            Context.End(_stepName, isWithdrawn: true);
        }
    }

    private void MergeUsage()
    {
        lock (_gate)
        {
            if (_hasUsage && _outer.Scope is not EndedScope)
            {
                _outer.Scope.AdoptUsage(_usage);
            }

            _usage = default;
            _hasUsage = false;
        }
    }
}
