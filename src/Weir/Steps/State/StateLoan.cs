namespace Weir;

/// <summary>A value of the state that fan-outs hand to their branches as it is. While one of them runs, whoever changes the value changes a copy.</summary>
internal abstract class StateLoan
{
    // Fan-outs that run. Only Interlocked: one that was left behind ends when it will.
    private int _open;

    /// <summary>Whether a fan-out has the value.</summary>
    public bool IsOpen => Volatile.Read(ref _open) > 0;

    /// <summary>A state for a branch, which copies the value before it changes it.</summary>
    public abstract StateCell NewFork();

    /// <summary>All branches of a fan-out have ended.</summary>
    public void End() => Interlocked.Decrement(ref _open);

    protected void Begin() => Interlocked.Increment(ref _open);
}

/// <summary>The same with its type.</summary>
internal sealed class StateLoan<T>(T value, StateFork<T> fork) : StateLoan
{
    public override StateCell NewFork() => new StateCell<T>(value, fork, isFork: true, isLent: true);

    public StateLoan<T> Begun()
    {
        Begin();
        return this;
    }
}
