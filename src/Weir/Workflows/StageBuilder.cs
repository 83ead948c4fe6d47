namespace Weir;

/// <summary>Adds the steps of one stage; <see cref="WorkflowBuilder.AddStage"/> makes one.</summary>
/// <remarks>A step waits for the steps whose values it takes, for those in <c>needs</c>, and for no other.</remarks>
public sealed class StageBuilder
{
    private readonly WorkflowBuilder _workflow;
    private readonly int? _maxParallel;

    internal StageBuilder(WorkflowBuilder workflow, int index, int? maxParallel, StepAddress address)
    {
        _workflow = workflow;
        _maxParallel = maxParallel;
        Index = index;
        Address = address;
    }

    /// <summary>The name of the stage.</summary>
    public string Name => Address.Name;

    internal int Index { get; }

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
        return Add(name, step, [], needs, static (_, _) => { });
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
        return Add(name, step, [input], needs, (outputs, frame) => frame.Register = outputs[input.Index]);
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
        return _workflow.Add<TOut>(this, group, [input, .. needs], (outputs, frame) => frame.Register = outputs[input.Index]);
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
        return Add(name, step, [first, second], needs, (outputs, frame) =>
            frame.Write((Read(outputs, first), Read(outputs, second))));
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
        return Add(name, step, [first, second, third], needs, (outputs, frame) =>
            frame.Write((Read(outputs, first), Read(outputs, second), Read(outputs, third))));
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
        return Add(name, step, items, needs, (outputs, frame) =>
            frame.Write<IReadOnlyList<TItem>>(Array.ConvertAll(items, item => Read(outputs, item))));
    }

    /// <summary>Adds a pause: steps that need it start when the run is resumed with an answer, which is its value; all others run before that.</summary>
    /// <remarks>See <see cref="AddPause{TIn, TAnswer, TOut}"/>.</remarks>
    /// <typeparam name="TAnswer">What the answer is.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="prompt">What is asked.</param>
    /// <param name="needs">Steps to wait for before the question is asked.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TAnswer> AddPause<TAnswer>(string name, string prompt, params ReadOnlySpan<StepOutput> needs)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var pause = new PauseSpec<Nothing, TAnswer, TAnswer>(StepName.Require(name, "step"), _ => prompt, static (_, answer) => answer);
        return _workflow.Add<TAnswer>(this, pause, [.. needs], static (_, _) => { });
    }

    /// <summary>Adds a pause whose question depends on the value of a step; its value is the answer.</summary>
    /// <remarks>See <see cref="AddPause{TIn, TAnswer, TOut}"/>.</remarks>
    /// <typeparam name="TIn">What the pause takes.</typeparam>
    /// <typeparam name="TAnswer">What the answer is.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="input">The value that the question is about.</param>
    /// <param name="prompt">What is asked.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TAnswer> AddPause<TIn, TAnswer>(
        string name, StepOutput<TIn> input, Func<TIn, string> prompt, params ReadOnlySpan<StepOutput> needs) =>
        AddPause<TIn, TAnswer, TAnswer>(name, input, prompt, static (_, answer) => answer, needs);

    /// <summary>
    /// Adds a pause whose question depends on the value of a step. What does not need it still runs; then the run ends as
    /// <see cref="RunStatus.Paused"/>, and goes on when it is resumed with an answer.
    /// </summary>
    /// <remarks>
    /// A paused run is data in the store of the executor, not a waiting task; where the workflow is not <see cref="WorkflowBuilder.Durable"/>
    /// that must be a store in memory. Several pauses may be open at once, and be answered together or one by one.
    /// </remarks>
    /// <typeparam name="TIn">What the pause takes.</typeparam>
    /// <typeparam name="TAnswer">What the answer is.</typeparam>
    /// <typeparam name="TOut">What the pause gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="input">The value that the question is about.</param>
    /// <param name="prompt">What is asked.</param>
    /// <param name="combine">Makes the value of the pause of its input and the answer; called again whenever the run is resumed.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>What <paramref name="combine"/> makes.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TOut> AddPause<TIn, TAnswer, TOut>(
        string name, StepOutput<TIn> input, Func<TIn, string> prompt, Func<TIn, TAnswer, TOut> combine, params ReadOnlySpan<StepOutput> needs)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(combine);
        var pause = new PauseSpec<TIn, TAnswer, TOut>(StepName.Require(name, "step"), prompt, combine);
        return _workflow.Add<TOut>(this, pause, [input, .. needs], (outputs, frame) => frame.Register = outputs[input.Index]);
    }

    internal Stage ToStage() => new(Address, _maxParallel, [.. Names], Budget);

    private static T Read<T>(Register[] outputs, StepOutput<T> output) => outputs[output.Index].Read<T>();

    private StepOutput<TOut> Add<TIn, TOut>(
        string name, Step<TIn, TOut> step, ReadOnlySpan<StepOutput> inputs, ReadOnlySpan<StepOutput> needs, GatherInput gather)
    {
        var leaf = new LeafSpec<TIn, TOut>(StepName.Require(name, "step"), step);
        return _workflow.Add<TOut>(this, leaf, [.. inputs, .. needs], gather);
    }

    /// <summary>What a step takes that takes no value.</summary>
    private readonly struct Nothing;
}
