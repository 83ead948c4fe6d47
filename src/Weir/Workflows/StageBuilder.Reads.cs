namespace Weir;

public sealed partial class StageBuilder
{
    private static readonly GatherInput WriteReads = static (node, values, frame) => frame.Write(new StepReads(node, values));

    /// <summary>Adds a step that reads any number of others, whatever their types, and runs also where some of them did not complete but are to <see cref="StepFailureAction.Continue"/>.</summary>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="reads">The steps that it may read; it waits for them.</param>
    /// <param name="body">The work.</param>
    /// <param name="configure">How the step is run: attempts, time-outs, checks, a fall-back; default: once, and that is all.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>The value that the step will give.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TOut> AddStep<TOut>(
        string name,
        IReadOnlyList<StepOutput> reads,
        Func<StepReads, StepContext, ValueTask<TOut>> body,
        Action<StepBuilder<StepReads, TOut>>? configure = null,
        params ReadOnlySpan<StepOutput> needs) =>
        AddStep(name, reads, Step.From(name, body), configure, needs);

    /// <summary>Adds a step that reads any number of others, whatever their types, and runs also where some of them did not complete but are to <see cref="StepFailureAction.Continue"/>.</summary>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="reads">The steps that it may read; it waits for them.</param>
    /// <param name="step">The work.</param>
    /// <param name="configure">How the step is run: attempts, time-outs, checks, a fall-back; default: once, and that is all.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>The value that the step will give.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TOut> AddStep<TOut>(
        string name,
        IReadOnlyList<StepOutput> reads,
        Step<StepReads, TOut> step,
        Action<StepBuilder<StepReads, TOut>>? configure = null,
        params ReadOnlySpan<StepOutput> needs)
    {
        ArgumentNullException.ThrowIfNull(step);
        var leaf = new LeafSpec<StepReads, TOut>(StepName.Require(name, "step"), step, configure);
        return _workflow.Add<TOut>(this, leaf, [], Require.CopyAll(reads), needs.ToArray(), WriteReads);
    }
}
