namespace Weir;

/// <summary>What one attempt has reserved and used so far. A scope has one, which its attempts use one after the other.</summary>
/// <remarks>
/// The attempt may be left behind by a time-out while it goes on on another thread. Who closes the meter first, the attempt or who
/// leaves it, settles; what was left behind settles its estimate as used, for nobody will hear what it used.
/// </remarks>
internal sealed class AttemptMeter
{
    private const int Idle = 0;
    private const int Open = 1;
    private const int Left = 2;

    private int _state;
    private BudgetLedger? _ledger;
    private BudgetAmount _reserved;
    private BudgetAmount _used;
    private bool _isEstimated;

    public bool IsOpen => Volatile.Read(ref _state) == Open;

    /// <summary>Whether the last attempt ran a cheaper step.</summary>
    public bool IsDegraded { get; set; }

    /// <summary>Begins an attempt. False: it was left behind before it began.</summary>
    public bool TryBegin(BudgetLedger ledger, in BudgetAmount reserved, bool isEstimated)
    {
        _ledger = ledger;
        _reserved = reserved;
        _used = default;
        _isEstimated = isEstimated;
        return Interlocked.CompareExchange(ref _state, Open, Idle) == Idle;
    }

    /// <summary>The same on the thread of a scope that nobody can leave meanwhile.</summary>
    public void Begin(BudgetLedger ledger, in BudgetAmount reserved, bool isEstimated)
    {
        _ledger = ledger;
        _reserved = reserved;
        _used = default;
        _isEstimated = isEstimated;
        _state = Open;
    }

    public void Add(Usage usage) => _used += BudgetAmount.Of(usage);

    /// <summary>The attempt ended on the thread that began it. What it used is given if a limit is passed.</summary>
    public bool End(out BudgetAmount used)
    {
        _state = Idle;
        used = _used;
        return _ledger!.Settle(_reserved, used);
    }

    /// <summary>The same on any thread.</summary>
    public bool EndLater(out BudgetAmount used)
    {
        used = default;
        return Interlocked.CompareExchange(ref _state, Idle, Open) != Open || End(out used);
    }

    /// <summary>The attempt is left behind, and the meter is not used again.</summary>
    public void Leave()
    {
        if (Interlocked.Exchange(ref _state, Left) == Open)
        {
            var used = _used;
            _ledger!.Settle(_reserved, _isEstimated ? new BudgetAmount(Math.Max(used.Cost, _reserved.Cost), Math.Max(used.Tokens, _reserved.Tokens)) : used);
        }
    }
}
