namespace Weir;

/// <summary>What one step in flight, or about to be, holds of shared resources and waits for.</summary>
/// <remarks>
/// Resources are taken in one order, that of their names, and by nobody who holds a place of a run or stage: so who holds one and
/// waits for another always waits for somebody who does not wait for him.
/// </remarks>
/// <param name="wanted">What is wanted, in the order of names.</param>
/// <param name="whenHeld">Called, outside of every lock, when all is held after a wait.</param>
internal sealed class ResourceClaim(IReadOnlyList<ResourceAmount> wanted, Action<ResourceClaim> whenHeld)
{
    private readonly Lock _gate = new();

    // Under _gate.
    private int _held;
    private bool _isGivenUp;

    /// <summary>Whether all is held.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_gate)
            {
                return _held == wanted.Count;
            }
        }
    }

    /// <summary>Takes what is wanted. False: something is not free, and the rest comes when it is.</summary>
    public bool TryTakeAll()
    {
        lock (_gate)
        {
            return TryTakeRest();
        }
    }

    /// <summary>The turn of the claim has come for what it waited for.</summary>
    public void Granted()
    {
        bool isComplete;
        lock (_gate)
        {
            _held++;
            isComplete = !_isGivenUp && TryTakeRest();
            if (!_isGivenUp && !isComplete)
            {
                return;
            }
        }

        if (isComplete)
        {
            whenHeld(this);
        }
        else
        {
            GiveAll();
        }
    }

    /// <summary>Gives back all that is held, and takes nothing more; called outside of every lock.</summary>
    /// <returns>Whether the claim was still waiting, so that nobody was told, and nobody will be.</returns>
    public bool GiveUp()
    {
        bool wasWaiting;
        lock (_gate)
        {
            wasWaiting = !_isGivenUp && _held < wanted.Count;
            _isGivenUp = true;
        }

        // Where its turn has just come, it gives back all when it hears of that.
        if (!wasWaiting || wanted.Any(amount => amount.Resource.Remove(this)))
        {
            GiveAll();
        }

        return wasWaiting;
    }

    private bool TryTakeRest()
    {
        while (_held < wanted.Count)
        {
            var (resource, amount, limit) = wanted[_held];
            if (!resource.TryTake(this, amount, limit))
            {
                return false;
            }

            _held++;
        }

        return true;
    }

    private void GiveAll()
    {
        int held;
        lock (_gate)
        {
            (held, _held) = (_held, 0);
        }

        for (var i = 0; i < held; i++)
        {
            wanted[i].Resource.Give(wanted[i].Amount);
        }
    }
}

/// <summary>How much of a resource a step takes.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Amount">How much.</param>
/// <param name="Limit">How much may be held in all.</param>
internal readonly record struct ResourceAmount(SharedResource Resource, int Amount, int Limit);
