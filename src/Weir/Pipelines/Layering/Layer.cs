namespace Weir;

/// <summary>A behaviour that is put around steps when a pipeline is built.</summary>
/// <remarks>
/// <para>Layers are ordered by scope, and within a scope the first added is outermost; those of the pipeline are outside those of a step.</para>
/// <para>
/// A layer passes on what it is not about: values, failures, cancellation and control signals, each once. It calls what is inside
/// at most once, unless calling it again is what it is for, and with the context that it was given. Where something of its own
/// goes wrong it calls <see cref="CountFault"/> and gives way: the step is called as if there were no layer, or keeps the outcome that it has.
/// </para>
/// </remarks>
public abstract class Layer
{
    // Only Interlocked.
    private long _faults;

    /// <summary>The name in messages and descriptions.</summary>
    public abstract string Name { get; }

    /// <summary>What it stands around.</summary>
    public abstract LayerScope Scope { get; }

    /// <summary>How it was set up, as descriptions show it: name and value, such as <c>calls</c> and <c>2</c>; default none.</summary>
    public virtual IReadOnlyList<KeyValuePair<string, string>> Options => [];

    /// <summary>How often something of its own went wrong, so that it gave way to the step.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>Puts the layer around something; called once for each target when the pipeline is built.</summary>
    /// <typeparam name="TIn">What the target takes.</typeparam>
    /// <typeparam name="TOut">What the target gives.</typeparam>
    /// <param name="next">What is inside: the next layer, or the target.</param>
    /// <param name="target">What the layers are put around.</param>
    /// <returns>What is to be called instead; <paramref name="next"/> itself: the layer is not for this target.</returns>
    public abstract StepCall<TIn, TOut> Wrap<TIn, TOut>(StepCall<TIn, TOut> next, LayerTarget target);

    /// <summary>Refuses what is always wrong; default: nothing. One object twice around one target is refused without asking.</summary>
    /// <param name="target">What the layers are put around.</param>
    /// <param name="layers">All of them that have this scope, this one included, the outermost first.</param>
    /// <returns>A sentence that says what is wrong; null: nothing is.</returns>
    public virtual string? Refuse(LayerTarget target, IReadOnlyList<Layer> layers) => null;

    /// <summary>Counts that something of its own went wrong.</summary>
    protected internal void CountFault() => Interlocked.Increment(ref _faults);
}
