namespace Weir;

/// <summary>How many calls run at once, for the fan-outs of many runs. Those that wait do so in one row, each fan-out with one turn in it.</summary>
internal abstract class CallLimit
{
    // Only Interlocked.
    private long _faults;

    /// <summary>How many calls that end at once are made in one turn, where others wait.</summary>
    public abstract int Partition { get; }

    /// <summary>How often something of its own went wrong, so that a fan-out went on as if there were no limit.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>Takes a place if one is free and nobody waits.</summary>
    public abstract bool TryEnter();

    /// <summary>Takes a place. False: there is none, and the turn is executed when it has one, or has waited too long, or was withdrawn.</summary>
    public abstract bool Enter(CallTurn turn);

    /// <summary>Gives a place back, to the turn that waits longest.</summary>
    public abstract void Exit();

    /// <summary>Gives a place to the turn that waits longest, and lets this one wait behind all others.</summary>
    public abstract void Yield(CallTurn turn);

    /// <summary>Executes the turn at once if it waits, and as soon as it would wait; it has no place then.</summary>
    public abstract void Withdraw(CallTurn turn);

    /// <summary>Whether others wait.</summary>
    /// <param name="turn">The turn of who asks; null: it has none.</param>
    public abstract bool IsWantedBesides(CallTurn? turn);

    /// <summary>Why a call was not made that waited too long.</summary>
    /// <param name="path">The address of its step.</param>
    /// <param name="waited">How long it waited.</param>
    public abstract Exception Refusal(string path, TimeSpan waited);

    /// <summary>Counts that something of its own went wrong.</summary>
    public void CountFault() => Interlocked.Increment(ref _faults);
}
