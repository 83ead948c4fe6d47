namespace Weir;

/// <summary>What a pipeline says of its state: its type, how a run begins with it, how branches get their own.</summary>
internal abstract class StatePlan
{
    public abstract Type Type { get; }

    /// <summary>How it is forked, in words.</summary>
    public abstract string Description { get; }

    public abstract StateCell NewCell();
}

internal sealed class StatePlan<T>(Func<T> initial, StateFork<T> fork) : StatePlan
{
    public override Type Type => typeof(T);

    public override string Description => fork.Description;

    public override StateCell NewCell() => new StateCell<T>(initial(), fork);
}
