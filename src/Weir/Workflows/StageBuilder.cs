namespace Weir;

/// <summary>Adds the steps of one stage; <see cref="WorkflowBuilder.AddStage(string, StageOptions)"/> makes one.</summary>
/// <remarks>A step waits for the steps whose values it takes, for those in <c>needs</c>, and for no other.</remarks>
public sealed partial class StageBuilder
{
    private readonly WorkflowBuilder _workflow;

    internal StageBuilder(WorkflowBuilder workflow, int index, StageOptions options, StepAddress address)
    {
        _workflow = workflow;
        Options = options;
        Index = index;
        Address = address;
    }

    /// <summary>The name of the stage.</summary>
    public string Name => Address.Name;

    internal int Index { get; }

    internal StageOptions Options { get; }

    internal StepAddress Address { get; }

    internal List<string> Names { get; } = [];

    internal Budget? Budget { get; private set; }

    /// <summary>Limits what the steps of the stage may use together in one run, beside the budgets of the run and the executor; time counts from its first step.</summary>
    /// <param name="budget">The limits. One that was given before is replaced.</param>
    /// <returns>This builder.</returns>
    public StageBuilder WithBudget(Budget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        Budget = budget;
        return this;
    }

    /// <summary>Adds a step that takes no value.</summary>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="body">The work.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>The value that the step will give.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TOut> AddStep<TOut>(
        string name, Func<StepContext, ValueTask<TOut>> body, params ReadOnlySpan<StepOutput> needs)
    {
        ArgumentNullException.ThrowIfNull(body);
        var step = Step.From<Nothing, TOut>(name, (_, context) => body(context));
        return Add(name, step, [], needs, static (_, _, _) => { });
    }

    /// <summary>Adds a step that takes the value of another.</summary>
    /// <typeparam name="TIn">What the step takes.</typeparam>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="input">The value that it takes.</param>
    /// <param name="body">The work.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>The value that the step will give.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TOut> AddStep<TIn, TOut>(
        string name, StepOutput<TIn> input, Func<TIn, StepContext, ValueTask<TOut>> body, params ReadOnlySpan<StepOutput> needs) =>
        AddStep(name, input, Step.From(name, body), needs);

    /// <summary>Adds a step that takes the value of another.</summary>
    /// <typeparam name="TIn">What the step takes.</typeparam>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="input">The value that it takes.</param>
    /// <param name="step">The work.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>The value that the step will give.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TOut> AddStep<TIn, TOut>(
        string name, StepOutput<TIn> input, Step<TIn, TOut> step, params ReadOnlySpan<StepOutput> needs)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(step);
        return Add(name, step, [input], needs, (_, values, frame) => frame.Register = values.Outputs[input.Index]);
    }

    /// <summary>Adds a step that takes the value of another, and says how it is run.</summary>
    /// <typeparam name="TIn">What the step takes.</typeparam>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="input">The value that it takes.</param>
    /// <param name="step">The work.</param>
    /// <param name="configure">How the step is run: attempts, time-outs, checks, a fall-back.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>The value that the step will give.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TOut> AddStep<TIn, TOut>(
        string name, StepOutput<TIn> input, Step<TIn, TOut> step, Action<StepBuilder<TIn, TOut>> configure, params ReadOnlySpan<StepOutput> needs)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(name, step, [input], needs, (_, values, frame) => frame.Register = values.Outputs[input.Index], configure);
    }

    /// <summary>Adds a whole pipeline as one step; the paths of its steps are <c>workflow/stage/name/step</c>.</summary>
    /// <typeparam name="TIn">What the step takes.</typeparam>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="input">The value that it takes.</param>
    /// <param name="pipeline">The work.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>The value that the step will give.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TOut> AddStep<TIn, TOut>(
        string name, StepOutput<TIn> input, Pipeline<TIn, TOut> pipeline, params ReadOnlySpan<StepOutput> needs)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(pipeline);
        var group = new GroupSpec<TIn, TOut>(StepName.Require(name, "step"), pipeline);
        return _workflow.Add<TOut>(this, group, [input], [], needs.ToArray(), (_, values, frame) => frame.Register = values.Outputs[input.Index]);
    }

    /// <summary>Adds a step that takes the values of two others.</summary>
    /// <typeparam name="T1">What it takes first.</typeparam>
    /// <typeparam name="T2">What it takes second.</typeparam>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="first">The value that it takes first.</param>
    /// <param name="second">The value that it takes second.</param>
    /// <param name="body">The work.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>The value that the step will give.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TOut> AddStep<T1, T2, TOut>(
        string name, StepOutput<T1> first, StepOutput<T2> second, Func<T1, T2, StepContext, ValueTask<TOut>> body, params ReadOnlySpan<StepOutput> needs)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(body);
        var step = Step.From<(T1, T2), TOut>(name, (input, context) => body(input.Item1, input.Item2, context));
        return Add(name, step, [first, second], needs, (_, values, frame) =>
            frame.Write((Read(values, first), Read(values, second))));
    }

    /// <summary>Adds a step that takes the values of three others.</summary>
    /// <typeparam name="T1">What it takes first.</typeparam>
    /// <typeparam name="T2">What it takes second.</typeparam>
    /// <typeparam name="T3">What it takes third.</typeparam>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="first">The value that it takes first.</param>
    /// <param name="second">The value that it takes second.</param>
    /// <param name="third">The value that it takes third.</param>
    /// <param name="body">The work.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>The value that the step will give.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TOut> AddStep<T1, T2, T3, TOut>(
        string name, StepOutput<T1> first, StepOutput<T2> second, StepOutput<T3> third, Func<T1, T2, T3, StepContext, ValueTask<TOut>> body, params ReadOnlySpan<StepOutput> needs)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        ArgumentNullException.ThrowIfNull(body);
        var step = Step.From<(T1, T2, T3), TOut>(name, (input, context) => body(input.Item1, input.Item2, input.Item3, context));
        return Add(name, step, [first, second, third], needs, (_, values, frame) =>
            frame.Write((Read(values, first), Read(values, second), Read(values, third))));
    }

    /// <summary>Adds a step that takes the values of any number of others.</summary>
    /// <typeparam name="TItem">What each of the others gives.</typeparam>
    /// <typeparam name="TOut">What the step gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="inputs">The values that it takes; may be empty.</param>
    /// <param name="body">The work; it gets the values in the order of <paramref name="inputs"/>.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>The value that the step will give.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TOut> AddStep<TItem, TOut>(
        string name, IReadOnlyList<StepOutput<TItem>> inputs, Func<IReadOnlyList<TItem>, StepContext, ValueTask<TOut>> body, params ReadOnlySpan<StepOutput> needs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        StepOutput<TItem>[] items = [.. inputs];
        Array.ForEach(items, static item => ArgumentNullException.ThrowIfNull(item, nameof(inputs)));
        var step = Step.From(name, body);
        return Add(name, step, items, needs, (_, values, frame) =>
            frame.Write<IReadOnlyList<TItem>>(Array.ConvertAll(items, item => Read(values, item))));
    }

    internal Stage ToStage() => new(Address, Options, [.. Names], Budget);

    private static T Read<T>(WorkflowValues values, StepOutput<T> output) => values.Outputs[output.Index].Read<T>();

    private StepOutput<TOut> Add<TIn, TOut>(
        string name,
        Step<TIn, TOut> step,
        IReadOnlyList<StepOutput> inputs,
        ReadOnlySpan<StepOutput> needs,
        GatherInput gather,
        Action<StepBuilder<TIn, TOut>>? configure = null)
    {
        var leaf = new LeafSpec<TIn, TOut>(StepName.Require(name, "step"), step, configure);
        return _workflow.Add<TOut>(this, leaf, inputs, [], needs.ToArray(), gather);
    }

    /// <summary>What a step takes that takes no value.</summary>
    private readonly struct Nothing;
}
