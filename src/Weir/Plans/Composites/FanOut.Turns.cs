namespace Weir;

/// <summary>Turns: places in the limit are taken, waited for and given back. What the limit throws makes the fan-out go on without it.</summary>
internal abstract partial class FanOut
{
    /// <summary>Takes a place in the limit for one here. False: the turn waits, and nobody without another token touches the fan-out.</summary>
    private bool TryTakeTurn() => TryCount() || TryEnterLimit();

    /// <summary>The same while nobody else is inside, so that who finds a free place says to nobody that it asks.</summary>
    private bool TryTakeFirstTurn()
    {
        if (TryCount())
        {
            return true;
        }

        _isAsking = true;
        if (!TryEnterLimit())
        {
            return false;
        }

        SetAsking(false);
        return true;
    }

    private bool TryEnterLimit()
    {
        try
        {
            return _limit!.Enter(NeedTurn());
        }
        catch (Exception)
        {
            return GiveWay();
        }
    }

    /// <summary>Takes a place in the limit, if one is free, or none is needed.</summary>
    private bool TryCount()
    {
        try
        {
            if (!_isOpen)
            {
                return _limit!.TryEnter();
            }
        }
        catch (Exception)
        {
            return GiveWay();
        }

        Interlocked.Increment(ref _uncounted);
        return true;
    }

    private bool IsWanted()
    {
        try
        {
            return !_isOpen && _limit!.IsWantedBesides(Volatile.Read(ref _turn));
        }
        catch (Exception)
        {
            // The place in the limit is kept.
            GiveWay();
            Interlocked.Decrement(ref _uncounted);
            return false;
        }
    }

    /// <summary>Goes to the end of the row. True: the turn waits, and has the place and the token.</summary>
    private bool TryYield()
    {
        try
        {
            _limit!.Yield(NeedTurn());
            return true;
        }
        catch (Exception)
        {
            SetAsking(false);
            GiveWay();
            Interlocked.Decrement(ref _uncounted);
            return false;
        }
    }

    private CallTurn NeedTurn()
    {
        if (Volatile.Read(ref _turn) is { } known)
        {
            return known;
        }

        lock (_gate)
        {
            if (_turn is null)
            {
                var turn = new FanTurn(this, _limit!, Parent.Run.Time);
                _stopping = _stop.Token.UnsafeRegister(static turn => ((FanTurn)turn!).Withdraw(), turn);
                Volatile.Write(ref _turn, turn);
            }

            return _turn;
        }
    }

    /// <summary>The limit broke: the fan-out goes on without it. Always true: whoever wanted a place needs none.</summary>
    private bool GiveWay()
    {
        _isOpen = true;
        Interlocked.Increment(ref _uncounted);
        if (Interlocked.Exchange(ref _hasFault, 1) == 0)
        {
            _limit!.CountFault();
        }

        return true;
    }

    /// <summary>Gives back the place in the limit that goes with one here.</summary>
    private void LeaveLimit()
    {
        var uncounted = Volatile.Read(ref _uncounted);
        while (uncounted > 0)
        {
            var seen = Interlocked.CompareExchange(ref _uncounted, uncounted - 1, uncounted);
            if (seen == uncounted)
            {
                return;
            }

            uncounted = seen;
        }

        try
        {
            _limit!.Exit();
        }
        catch (Exception)
        {
            GiveWay();
            Interlocked.Decrement(ref _uncounted);
        }
    }

    private void DropToken()
    {
        if (Interlocked.Decrement(ref _tokens) == 0)
        {
            Parent.ResumeAction();
        }
    }
    private sealed class FanTurn(FanOut fan, CallLimit limit, TimeProvider time) : CallTurn(time)
    {
        // One of the places is that of the turn itself.
        public override bool HasCalls => Volatile.Read(ref fan._places) > 1;

        public override void Execute() => fan.Served(this);

        public void Withdraw()
        {
            try
            {
                limit.Withdraw(this);
            }
            catch (Exception)
            {
                // It waits for its turn then.
                limit.CountFault();
            }
        }
    }
}
