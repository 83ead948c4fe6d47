namespace Weir;

/// <summary>Something of which there is only so much for all runs of an executor. First come, first served: nobody overtakes who waits.</summary>
internal sealed class SharedResource
{
    private readonly Lock _gate = new();

    // Both under _gate.
    private readonly LinkedList<(ResourceClaim Claim, int Amount, int Limit)> _waiting = [];
    private long _held;

    /// <summary>How much is held now.</summary>
    public long Held
    {
        get
        {
            lock (_gate)
            {
                return _held;
            }
        }
    }

    /// <summary>Takes an amount, or else puts the claim in the queue, whose turn comes with <see cref="ResourceClaim.Granted"/>.</summary>
    /// <param name="claim">Who wants it.</param>
    /// <param name="amount">How much.</param>
    /// <param name="limit">How much may be held in all.</param>
    public bool TryTake(ResourceClaim claim, int amount, int limit)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 && _held + amount <= limit)
            {
                _held += amount;
                return true;
            }

            _waiting.AddLast((claim, amount, limit));
            return false;
        }
    }

    /// <summary>Gives an amount back, and hands it on; called outside of every lock.</summary>
    public void Give(int amount)
    {
        List<ResourceClaim>? granted = null;
        lock (_gate)
        {
            _held -= amount;
            Grant(ref granted);
        }

        granted?.ForEach(static claim => claim.Granted());
    }

    /// <summary>Takes a claim out of the queue. False: it was not there, or its turn has come.</summary>
    public bool Remove(ResourceClaim claim)
    {
        List<ResourceClaim>? granted = null;
        bool isRemoved;
        lock (_gate)
        {
            var at = _waiting.First;
            while (at is not null && at.Value.Claim != claim)
            {
                at = at.Next;
            }

            isRemoved = at is not null;
            if (at is not null)
            {
                _waiting.Remove(at);
                Grant(ref granted);
            }
        }

        granted?.ForEach(static other => other.Granted());
        return isRemoved;
    }

    private void Grant(ref List<ResourceClaim>? granted)
    {
        while (_waiting.First is { Value: var (claim, amount, limit) } && _held + amount <= limit)
        {
            _waiting.RemoveFirst();
            _held += amount;
            (granted ??= []).Add(claim);
        }
    }
}
