namespace Weir;

public sealed partial class StageBuilder
{
    /// <summary>Adds a step that runs for each of many items, which are known only when it starts.</summary>
    /// <remarks>
    /// The items are asked for one by one, as places come free: there may be millions, and they need not exist yet. Each is a call of its
    /// own, which takes a place of the run, of the stage, and of the resources that the step uses; attempts, time-outs and fall-back hold for
    /// each; its path is that of the step with its index, <c>workflow/stage/name[3]</c>. All items run, also where some fail, unless run or
    /// stage are to fail fast; if one failed the step has, and gives nothing.
    /// </remarks>
    /// <typeparam name="TItem">What the items are.</typeparam>
    /// <typeparam name="TOut">What the step gives for each.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="reads">The steps that it may read; it waits for them.</param>
    /// <param name="items">Gives the items; called once in a run, and again when the run is resumed: it must then give the same.</param>
    /// <param name="step">The work for one item.</param>
    /// <param name="configure">How the step is run for one item: attempts, time-outs, checks, a fall-back; default: once, and that is all.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>The values of all items, in their order.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<IReadOnlyList<TOut>> AddForEach<TItem, TOut>(
        string name,
        IReadOnlyList<StepOutput> reads,
        Func<StepReads, IEnumerable<TItem>> items,
        Step<ForEachItem<TItem>, TOut> step,
        Action<StepBuilder<ForEachItem<TItem>, TOut>>? configure = null,
        params ReadOnlySpan<StepOutput> needs) =>
        AddForEach(name, reads, items, step, static () => new ListSink<TOut>(), configure, needs);

    /// <summary>Adds a step that runs for each of many items and keeps only what is made of their values, so that memory stays the same however many there are.</summary>
    /// <remarks>See <see cref="AddForEach{TItem, TOut}"/>.</remarks>
    /// <typeparam name="TItem">What the items are.</typeparam>
    /// <typeparam name="TOut">What the step gives for each.</typeparam>
    /// <typeparam name="TResult">What is made of all.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="reads">The steps that it may read; it waits for them.</param>
    /// <param name="items">Gives the items; called once in a run, and again when the run is resumed: it must then give the same.</param>
    /// <param name="step">The work for one item.</param>
    /// <param name="seed">What it begins with.</param>
    /// <param name="fold">Adds a value to what was made of those before; called for one at a time, in the order in which items end.</param>
    /// <param name="configure">How the step is run for one item: attempts, time-outs, checks, a fall-back; default: once, and that is all.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>What was made of all.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TResult> AddForEach<TItem, TOut, TResult>(
        string name,
        IReadOnlyList<StepOutput> reads,
        Func<StepReads, IEnumerable<TItem>> items,
        Step<ForEachItem<TItem>, TOut> step,
        TResult seed,
        Func<TResult, TOut, TResult> fold,
        Action<StepBuilder<ForEachItem<TItem>, TOut>>? configure = null,
        params ReadOnlySpan<StepOutput> needs)
    {
        ArgumentNullException.ThrowIfNull(fold);
        return AddForEach(name, reads, items, step, () => new FoldSink<TOut, TResult>(seed, fold), configure, needs);
    }

    private StepOutput<TResult> AddForEach<TItem, TOut, TResult>(
        string name,
        IReadOnlyList<StepOutput> reads,
        Func<StepReads, IEnumerable<TItem>> items,
        Step<ForEachItem<TItem>, TOut> step,
        Func<IItemSink<TOut, TResult>> collect,
        Action<StepBuilder<ForEachItem<TItem>, TOut>>? configure,
        ReadOnlySpan<StepOutput> needs)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(step);
        var body = new LeafSpec<ForEachItem<TItem>, TOut>(StepName.Require(name, "step"), step, configure);
        var spec = new ForEachSpec<TItem, TOut, TResult>(name, items, body, collect);
        return _workflow.Add<TResult>(this, spec, [], Require.CopyAll(reads), needs.ToArray(), static (_, _, _) => { });
    }
}
