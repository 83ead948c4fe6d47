namespace Weir;

/// <summary>Keeps one budget: what attempts reserve before they run, and settle after. Any thread may call it, and none holds another up.</summary>
/// <remarks>
/// Idea: an attempt is an entry by (run, path, attempt), reserved and settled once; see decision 0013. In memory nothing needs the key,
/// for the entry is in the hands of the attempt (<see cref="AttemptMeter"/>), and sums are enough.
/// Rules: ledgers form a chain from the innermost to that of the executor. An attempt reserves in all of them or in none, the inner
/// ones first; nothing is held while it waits for another ledger, so there is no circle of waits. Steps are spent at once, and
/// taken last, because a reservation that is taken back would look used up to others for a moment.
/// </remarks>
internal sealed partial class BudgetLedger
{
    private readonly BudgetLedger? _outer;
    private readonly TimeProvider _time;
    private readonly BudgetOwner _owner;
    private readonly Func<string>? _name;

    // Of this and all around it: whether any has such a limit.
    private readonly bool _hasSteps;
    private readonly bool _hasTime;

    private BudgetDimension _cost;
    private BudgetDimension _tokens;
    private BudgetDimension _steps;
    private long _started;

    public BudgetLedger(Budget budget, BudgetOwner owner, Func<string>? name, BudgetLedger? outer, TimeProvider time)
    {
        Budget = budget;
        _owner = owner;
        _name = name;
        _outer = outer;
        _time = time;
        _cost = new BudgetDimension(budget.Cost is { } cost ? BudgetAmount.LimitOf(cost) : null);
        _tokens = new BudgetDimension(budget.Tokens);
        _steps = new BudgetDimension(budget.Steps);
        _hasSteps = budget.Steps is not null || outer is { _hasSteps: true };
        _hasTime = budget.Time is not null || outer is { _hasTime: true };
        _started = budget.Time is null ? 0 : time.GetTimestamp();
    }

    public Budget Budget { get; }

    public BudgetLedger? Outer => _outer;

    /// <summary>Whose budget it is, as messages say it.</summary>
    public string Name => _owner == BudgetOwner.Executor ? "the executor" : $"{_owner.ToString().ToLowerInvariant()} '{_name!()}'";

    /// <summary>What is left for those who ask now.</summary>
    public BudgetLeft Left => new(
        _cost.IsLimited ? BudgetAmount.ToCost(_cost.Left) : null,
        _tokens.IsLimited ? _tokens.Left : null,
        _steps.IsLimited ? _steps.Left : null,
        Budget.Time is null ? null : TimeLeft);

    /// <summary>Until the time is over; zero or less: it is. Only where there is such a limit.</summary>
    public TimeSpan TimeLeft => Budget.Time!.Value - _time.GetElapsedTime(_started) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Reserves for one attempt in this ledger and all around it.</summary>
    /// <param name="estimate">The most that the attempt uses; null: not known, so all that remains.</param>
    /// <param name="server">The ledger where it has waited and is first now, so that it goes before those who wait; null: it comes new.</param>
    /// <param name="reserved">What was reserved.</param>
    /// <param name="refusal">Why nothing was.</param>
    public bool TryReserve(in BudgetAmount? estimate, BudgetLedger? server, out BudgetAmount reserved, out BudgetRefusal refusal)
    {
        if ((_hasSteps || _hasTime) && !HasStepsAndTime(out refusal))
        {
            reserved = default;
            return false;
        }

        reserved = estimate.GetValueOrDefault();
        if (!(estimate is null ? TryReserveRest(server, out reserved, out refusal) : TryReserve(reserved, server, out refusal)))
        {
            return false;
        }

        if (!_hasSteps || TryTakeStep(out refusal))
        {
            return true;
        }

        Settle(reserved, default);
        return false;
    }

    /// <summary>The same as far as it goes without a look around: one ledger, which counts no steps and no time, and for which nobody waits.</summary>
    public bool TryReserveAtOnce(in BudgetAmount asked)
    {
        if (_hasSteps || _hasTime || _outer is not null || IsWaitedFor || !_cost.TryReserve(asked.Cost, out _))
        {
            return false;
        }

        if (_tokens.TryReserve(asked.Tokens, out _))
        {
            return true;
        }

        _cost.Settle(asked.Cost, 0);
        ServeWaiting(until: null);
        return false;
    }

    /// <summary>The attempt ended. False: it used more than it had reserved, and a limit is passed.</summary>
    public bool Settle(in BudgetAmount reserved, in BudgetAmount used)
    {
        var isInside = true;
        for (var ledger = this; ledger is not null; ledger = ledger._outer)
        {
            ledger._cost.Settle(reserved.Cost, used.Cost);
            ledger._tokens.Settle(reserved.Tokens, used.Tokens);
            isInside &= !((used.Cost > reserved.Cost && ledger._cost.IsOver) || (used.Tokens > reserved.Tokens && ledger._tokens.IsOver));
        }

        ServeWaiting(until: null);
        return isInside;
    }

    /// <summary>Something was used outside of attempts: by a check, or by a layer.</summary>
    public void Charge(Usage usage) => Settle(default, BudgetAmount.Of(usage));

    /// <summary>What an earlier part of the run used. The executor's own ledger has that already, or it was another executor's.</summary>
    public void ChargeEarlier(Usage usage, int attempts)
    {
        var used = BudgetAmount.Of(usage);
        for (var ledger = this; ledger is { _owner: not BudgetOwner.Executor }; ledger = ledger._outer)
        {
            ledger._cost.Settle(0, used.Cost);
            ledger._tokens.Settle(0, used.Tokens);
            ledger._steps.Settle(0, attempts);
        }
    }

    /// <summary>The first limit on time that is over; null: none is.</summary>
    /// <param name="onlyStops">Whether those do not count that do not stop what is under way.</param>
    public BudgetLedger? FindOverTime(bool onlyStops)
    {
        for (var ledger = _hasTime ? this : null; ledger is not null; ledger = ledger._outer)
        {
            if (ledger.Budget.Time is not null && ledger.TimeLeft == TimeSpan.Zero && (!onlyStops || ledger.Budget.OnBreach == BudgetBreach.Stop))
            {
                return ledger;
            }
        }

        return null;
    }

    /// <summary>Which limit is passed, after a settlement said so.</summary>
    public BudgetRefusal FindPassed(in BudgetAmount used)
    {
        for (var ledger = this; ledger is not null; ledger = ledger._outer)
        {
            if (ledger._cost.IsOver)
            {
                return new BudgetRefusal(ledger, BudgetLimit.Cost, used.Cost) { IsUsed = true };
            }

            if (ledger._tokens.IsOver)
            {
                return new BudgetRefusal(ledger, BudgetLimit.Tokens, used.Tokens) { IsUsed = true };
            }
        }

        return default;
    }

    /// <summary>Limit, spent and reserved, in the unit of the limit.</summary>
    public (decimal Allowed, decimal Spent, decimal Reserved) Read(BudgetLimit limit)
    {
        if (limit == BudgetLimit.Time)
        {
            return ((decimal)Budget.Time!.Value.TotalSeconds, (decimal)_time.GetElapsedTime(_started).TotalSeconds, 0);
        }

        ref readonly var dimension = ref OfLimit(limit);
        var (committed, spent) = (dimension.Committed, limit == BudgetLimit.Steps ? dimension.Committed : dimension.Spent);
        return (ToNumber(limit, dimension.Limit), ToNumber(limit, spent), ToNumber(limit, Math.Max(0, committed - spent)));
    }

    public static decimal ToNumber(BudgetLimit limit, long units) => limit == BudgetLimit.Cost ? BudgetAmount.ToCost(units) : units;

    /// <summary>Begins anew, for another run. False: somebody of the last one is still to settle.</summary>
    public bool TryReset()
    {
        if (IsWaitedFor || _hasLeft || !_cost.TryReset() || !_tokens.TryReset())
        {
            return false;
        }

        _steps = new BudgetDimension(Budget.Steps);
        _started = Budget.Time is null ? 0 : _time.GetTimestamp();
        return true;
    }

    private ref BudgetDimension OfLimit(BudgetLimit limit)
    {
        if (limit == BudgetLimit.Cost)
        {
            return ref _cost;
        }

        return ref limit == BudgetLimit.Tokens ? ref _tokens : ref _steps;
    }

    private bool HasStepsAndTime(out BudgetRefusal refusal)
    {
        refusal = default;
        if (FindOverTime(onlyStops: false) is { } over)
        {
            refusal = new BudgetRefusal(over, BudgetLimit.Time, null);
            return false;
        }

        for (var ledger = _hasSteps ? this : null; ledger is not null; ledger = ledger._outer)
        {
            if (ledger._steps.Left == 0)
            {
                refusal = new BudgetRefusal(ledger, BudgetLimit.Steps, 1);
                return false;
            }
        }

        return true;
    }

    private bool TryReserve(in BudgetAmount asked, BudgetLedger? server, out BudgetRefusal refusal)
    {
        refusal = default;
        for (var ledger = this; ledger is not null; ledger = ledger._outer)
        {
            // Who comes new goes behind those who wait, unless he wants nothing that they could wait for.
            if (ledger.IsWaitedFor && server is null && ledger.Limits(asked))
            {
                refusal = new BudgetRefusal(ledger, ledger._cost.IsLimited && asked.Cost > 0 ? BudgetLimit.Cost : BudgetLimit.Tokens, null);
            }
            else if (!ledger._cost.TryReserve(asked.Cost, out var committed))
            {
                refusal = new BudgetRefusal(ledger, BudgetLimit.Cost, asked.Cost) { Committed = committed };
            }
            else if (!ledger._tokens.TryReserve(asked.Tokens, out committed))
            {
                ledger._cost.Settle(asked.Cost, 0);
                if (ledger != server && asked.Cost != 0)
                {
                    // Its own server would try the same again, without end.
                    ledger.ServeWaiting(ledger._outer);
                }

                refusal = new BudgetRefusal(ledger, BudgetLimit.Tokens, asked.Tokens) { Committed = committed };
            }
            else
            {
                continue;
            }

            Undo(asked, ledger);
            return false;
        }

        return true;
    }

    /// <summary>Gives back what was reserved in the ledgers inside of one that refused.</summary>
    private void Undo(in BudgetAmount asked, BudgetLedger until)
    {
        for (var ledger = this; ledger != until; ledger = ledger._outer!)
        {
            ledger._cost.Settle(asked.Cost, 0);
            ledger._tokens.Settle(asked.Tokens, 0);
        }

        ServeWaiting(until);
    }

    private bool Limits(in BudgetAmount asked) => (_cost.IsLimited && asked.Cost > 0) || (_tokens.IsLimited && asked.Tokens > 0);

    /// <summary>Reserves all that remains, which is the least that any of the ledgers has left.</summary>
    private bool TryReserveRest(BudgetLedger? server, out BudgetAmount reserved, out BudgetRefusal refusal)
    {
        while (true)
        {
            reserved = new BudgetAmount(LeastLeft(BudgetLimit.Cost, out var poorest), LeastLeft(BudgetLimit.Tokens, out var poorer));
            if (poorest is not null && reserved.Cost == 0)
            {
                refusal = new BudgetRefusal(poorest, BudgetLimit.Cost, null) { Committed = poorest._cost.Limit };
                return false;
            }

            if (poorer is not null && reserved.Tokens == 0)
            {
                refusal = new BudgetRefusal(poorer, BudgetLimit.Tokens, null) { Committed = poorer._tokens.Limit };
                return false;
            }

            // Refused at once: somebody took of it since it was looked at, unless others wait for it.
            if (TryReserve(reserved, server, out refusal))
            {
                return true;
            }

            if (refusal.Ledger!.IsWaitedFor && server is null)
            {
                return false;
            }
        }
    }

    private long LeastLeft(BudgetLimit limit, out BudgetLedger? poorest)
    {
        var least = 0L;
        poorest = null;
        for (var ledger = this; ledger is not null; ledger = ledger._outer)
        {
            ref readonly var dimension = ref ledger.OfLimit(limit);
            if (dimension.IsLimited && dimension.Left is var left && (poorest is null || left < least))
            {
                (least, poorest) = (left, ledger);
            }
        }

        return least;
    }

    private bool TryTakeStep(out BudgetRefusal refusal)
    {
        refusal = default;
        for (var ledger = this; ledger is not null; ledger = ledger._outer)
        {
            if (!ledger._steps.TryReserve(1, out _))
            {
                for (var inner = this; inner != ledger; inner = inner._outer!)
                {
                    inner._steps.Settle(1, 0);
                }

                refusal = new BudgetRefusal(ledger, BudgetLimit.Steps, 1);
                return false;
            }
        }

        return true;
    }
}
