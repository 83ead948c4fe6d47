namespace Weir;

/// <summary>The turn of a fan-out, which waits for a place in a limit. It waits once at a time, and is executed once for each wait.</summary>
/// <param name="time">The clock by which it waits.</param>
internal abstract class CallTurn(TimeProvider time) : IThreadPoolWorkItem
{
    /// <summary>The place in the row of those that wait. Of the limit, as all below; read by the turn when it is executed.</summary>
    public LinkedListNode<CallTurn> Node => field ??= new LinkedListNode<CallTurn>(this);

    public TimeProvider Time => time;

    /// <summary>The timestamp since which it waits.</summary>
    public long Since { get; set; }

    /// <summary>How the last wait ended.</summary>
    public CallTurnEnd End { get; set; }

    /// <summary>How long it took, where it took too long.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>Whether it is not to wait any more.</summary>
    public bool IsWithdrawn { get; set; }

    /// <summary>Whether it waits; others see it a little late.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>Whether its fan-out has calls in the limit: then it waits for them, and no time is too long.</summary>
    public abstract bool HasCalls { get; }

    public abstract void Execute();
}

/// <summary>How the wait of a turn ended.</summary>
internal enum CallTurnEnd
{
    /// <summary>It has a place.</summary>
    Served,

    /// <summary>It waited too long, and has no place.</summary>
    TimedOut,

    /// <summary>It was withdrawn, and has no place.</summary>
    Withdrawn,
}
