namespace Weir;

/// <summary>What a pipeline says of its state: its type, how a run begins with it, how branches get their own.</summary>
internal abstract class StatePlan
{
    public abstract Type Type { get; }

    /// <summary>How it is forked, in words.</summary>
    public abstract string Description { get; }

    public abstract StateCell NewCell();

    /// <summary>The same with forks that are copied when they are first changed; itself where a fork copies nothing, or is made by the user.</summary>
    /// <param name="maxDelta">How many changes a fork of a <see cref="StateMap{TKey, TValue}"/> keeps beside what it shares.</param>
    public abstract StatePlan CopyOnWrite(int maxDelta);
}

internal sealed class StatePlan<T>(Func<T> initial, StateFork<T> fork) : StatePlan
{
    public override Type Type => typeof(T);

    public override string Description => fork.Description;

    public override StateCell NewCell() => new StateCell<T>(fork.Guard(initial()), fork);

    public override StatePlan CopyOnWrite(int maxDelta) => new StatePlan<T>(initial, fork.CopyOnWrite(maxDelta));
}
