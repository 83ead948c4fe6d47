using System.Diagnostics.CodeAnalysis;

namespace Weir;

public sealed partial class PipelineBuilder<TIn, TOut>
{
    /// <summary>Adds a step that runs the case which <paramref name="choose"/> names; its steps have paths such as <c>order/ship/express/book</c>.</summary>
    /// <typeparam name="TNext">What every case gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="choose">Gives the name of a case; called once in each run. What it throws fails the step.</param>
    /// <param name="cases">The cases, at least one; their names are like those of steps, and distinct.</param>
    /// <param name="otherwise">Runs for every other name, as <c>otherwise</c> in paths; default null: then another name fails the step.</param>
    /// <returns>A builder that ends with the step.</returns>
    /// <exception cref="ArgumentException">A name breaks the rule of names or occurs twice, or there is no case, or one without a pipeline.</exception>
    public PipelineBuilder<TIn, TNext> Branch<TNext>(
        string name,
        Func<TOut, string> choose,
        IReadOnlyList<(string Case, Pipeline<TOut, TNext> Pipeline)> cases,
        Pipeline<TOut, TNext>? otherwise = null)
    {
        StepName.Require(name, "step");
        ArgumentNullException.ThrowIfNull(choose);
        ArgumentNullException.ThrowIfNull(cases);
        (string, string)? reserved = otherwise is null ? null : (BranchSpec<TOut, TNext>.Otherwise, "the pipeline for other cases");
        return Add<TNext>(new BranchSpec<TOut, TNext>(name, choose, Branches.Require(name, "case", cases, reserved), otherwise));
    }

    /// <summary>Adds a step that runs one of two pipelines, which are <c>true</c> and <c>false</c> in paths.</summary>
    /// <typeparam name="TNext">What both give.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="condition">Chooses; called once in each run. What it throws fails the step.</param>
    /// <param name="whenTrue">Runs if the condition is true.</param>
    /// <param name="whenFalse">Runs if it is false.</param>
    /// <returns>A builder that ends with the step.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public PipelineBuilder<TIn, TNext> Branch<TNext>(
        string name, Func<TOut, bool> condition, Pipeline<TOut, TNext> whenTrue, Pipeline<TOut, TNext> whenFalse)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(whenTrue);
        ArgumentNullException.ThrowIfNull(whenFalse);
        return Branch(name, value => condition(value) ? "true" : "false", [("true", whenTrue), ("false", whenFalse)]);
    }

    /// <summary>Adds a step that runs <paramref name="body"/> again and again, each time on what it gave before; its turns are <c>#1</c>, <c>#2</c>, … in paths.</summary>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="body">One turn.</param>
    /// <param name="until">Whether the output of a turn is that of the step; called once after each turn. What it throws fails the step.</param>
    /// <param name="maxTurns">The limit, at least 1. The step fails when it is reached and <paramref name="until"/> did not come true.</param>
    /// <returns>A builder that ends with the step.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTurns"/> is less than 1.</exception>
    public PipelineBuilder<TIn, TOut> Loop(string name, Pipeline<TOut, TOut> body, Func<TOut, bool> until, int maxTurns)
    {
        StepName.Require(name, "step");
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(until);
        return Add<TOut>(new LoopSpec<TOut>(name, body, until, Require.AtLeast(maxTurns, 1, nameof(maxTurns))));
    }

    /// <summary>
    /// Adds a step that drafts, asks a critic, and drafts again with its feedback until it accepts; the paths are
    /// <c>name#1/draft/…</c> and <c>name#1/critic/…</c>. It gives the accepted draft.
    /// </summary>
    /// <typeparam name="TDraft">What is drafted.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="draft">Makes a draft of the input, the draft before and what the critic said of it.</param>
    /// <param name="critic">Accepts a draft or says what is to be better.</param>
    /// <param name="maxTurns">The limit, at least 1. The step fails with the last feedback when none of so many drafts was accepted.</param>
    /// <returns>A builder that ends with the step.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTurns"/> is less than 1.</exception>
    public PipelineBuilder<TIn, TDraft> RefineUntil<TDraft>(
        string name, Pipeline<Refinement<TOut, TDraft>, TDraft> draft, Pipeline<TDraft, Critique> critic, int maxTurns)
    {
        StepName.Require(name, "step");
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(critic);
        return Add<TDraft>(new RefineSpec<TOut, TDraft>(name, draft, critic, Require.AtLeast(maxTurns, 1, nameof(maxTurns))));
    }

    /// <summary>Adds a step that runs a step on every item of a list; the items are <c>name[0]</c>, <c>name[1]</c>, … in paths.</summary>
    /// <remarks>
    /// An item that does not wait runs on the thread of the one before it; where one waits, the next starts. Results are
    /// listed for the items that started. The list must not change while the step runs.
    /// </remarks>
    /// <typeparam name="TItem">An item.</typeparam>
    /// <typeparam name="TNext">What the step gives for an item.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="items">Gives the items; called once in each run. What it throws fails the step, and so does null.</param>
    /// <param name="body">The step; its own name is not used.</param>
    /// <param name="options">How the items run; default <c>new MapOptions()</c>.</param>
    /// <param name="configure">How the step is run for an item: attempts, time-outs, checks, a fall-back; default: once, and that is all.</param>
    /// <returns>A builder that ends with the step, which gives the outputs in the order of the items.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public PipelineBuilder<TIn, IReadOnlyList<TNext>> Map<TItem, TNext>(
        string name, Func<TOut, IReadOnlyList<TItem>> items, Step<TItem, TNext> body, MapOptions? options = null, Action<StepBuilder<TItem, TNext>>? configure = null)
    {
        StepName.Require(name, "step");
        ArgumentNullException.ThrowIfNull(body);
        var step = new LeafSpec<TItem, TNext>(name, body, configure);
        return Map<TItem, TNext>(name, items, MapBody.Of(name, step), options);
    }

    /// <summary>Adds a step that runs a pipeline on every item of a list; its steps have paths such as <c>name[17]/step</c>.</summary>
    /// <remarks>
    /// An item that does not wait runs on the thread of the one before it; where one waits, the next starts. Results are
    /// listed for the items that started. The list must not change while the step runs.
    /// </remarks>
    /// <typeparam name="TItem">An item.</typeparam>
    /// <typeparam name="TNext">What the pipeline gives for an item.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="items">Gives the items; called once in each run. What it throws fails the step, and so does null.</param>
    /// <param name="body">The pipeline.</param>
    /// <param name="options">How the items run; default <c>new MapOptions()</c>.</param>
    /// <returns>A builder that ends with the step, which gives the outputs in the order of the items.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public PipelineBuilder<TIn, IReadOnlyList<TNext>> Map<TItem, TNext>(
        string name, Func<TOut, IReadOnlyList<TItem>> items, Pipeline<TItem, TNext> body, MapOptions? options = null)
    {
        StepName.Require(name, "step");
        ArgumentNullException.ThrowIfNull(body);
        return Map<TItem, TNext>(name, items, new MapBody(body.Steps, body.Plan, body), options);
    }

    /// <summary>Adds a step that runs branches side by side on the same input; their steps have paths such as <c>name/branch/step</c>.</summary>
    /// <remarks>A branch that does not wait runs to its end before the next one starts. Each has a fork of the state of its own.</remarks>
    /// <typeparam name="TNext">What every branch gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="branches">The branches, at least one; their names are like those of steps, and distinct.</param>
    /// <param name="options">How they run; default <c>new BranchOptions()</c>.</param>
    /// <returns>A builder that ends with the step, which gives the outputs by name, in the order of the branches.</returns>
    /// <exception cref="ArgumentException">A name breaks the rule of names or occurs twice, or there is no branch, or one without a pipeline.</exception>
    public PipelineBuilder<TIn, IReadOnlyDictionary<string, TNext>> Parallel<TNext>(
        string name, IReadOnlyList<(string Branch, Pipeline<TOut, TNext> Pipeline)> branches, BranchOptions? options = null)
    {
        StepName.Require(name, "step");
        return Add<IReadOnlyDictionary<string, TNext>>(
            new ParallelSpec<TOut, TNext>(name, Branches.Require(name, FanOut.Branch, branches), options ?? new BranchOptions()));
    }

    /// <summary>Adds a step that runs two pipelines side by side on the same input; in paths they have their own names.</summary>
    /// <typeparam name="T1">What the first gives.</typeparam>
    /// <typeparam name="T2">What the second gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="first">The first pipeline.</param>
    /// <param name="second">The second; its name is another.</param>
    /// <param name="options">How they run; default <c>new BranchOptions()</c>. Both outputs are needed, so failures can only propagate.</param>
    /// <returns>A builder that ends with the step.</returns>
    /// <exception cref="ArgumentException">A name breaks the rule of names or occurs twice, or the options do not let failures propagate.</exception>
    public PipelineBuilder<TIn, (T1 First, T2 Second)> Parallel<T1, T2>(
        string name, Pipeline<TOut, T1> first, Pipeline<TOut, T2> second, BranchOptions? options = null)
    {
        StepName.Require(name, "step");
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Add<(T1, T2)>(new PairSpec<TOut, T1, T2>(name, first, second, ForAll(name, options, first.Name, second.Name)));
    }

    /// <summary>Adds a step that runs three pipelines side by side on the same input; in paths they have their own names.</summary>
    /// <typeparam name="T1">What the first gives.</typeparam>
    /// <typeparam name="T2">What the second gives.</typeparam>
    /// <typeparam name="T3">What the third gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="first">The first pipeline.</param>
    /// <param name="second">The second; its name is another.</param>
    /// <param name="third">The third; its name is another.</param>
    /// <param name="options">How they run; default <c>new BranchOptions()</c>. All outputs are needed, so failures can only propagate.</param>
    /// <returns>A builder that ends with the step.</returns>
    /// <exception cref="ArgumentException">A name breaks the rule of names or occurs twice, or the options do not let failures propagate.</exception>
    public PipelineBuilder<TIn, (T1 First, T2 Second, T3 Third)> Parallel<T1, T2, T3>(
        string name, Pipeline<TOut, T1> first, Pipeline<TOut, T2> second, Pipeline<TOut, T3> third, BranchOptions? options = null)
    {
        StepName.Require(name, "step");
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        return Add<(T1, T2, T3)>(
            new TripleSpec<TOut, T1, T2, T3>(name, first, second, third, ForAll(name, options, first.Name, second.Name, third.Name)));
    }

    /// <summary>Adds a step that asks a router which branches are to run, and runs them side by side; in paths the router stands beside them, under its own name.</summary>
    /// <typeparam name="TNext">What every branch gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="router">Gives the names of branches. None: the output is empty. One twice: it runs once. One that is unknown, or null: the step fails.</param>
    /// <param name="branches">The branches, at least one; their names are like those of steps, distinct, and not that of the router.</param>
    /// <param name="options">How they run; default <c>new BranchOptions()</c>.</param>
    /// <returns>A builder that ends with the step, which gives the outputs of the chosen branches by name, in the order of <paramref name="branches"/>.</returns>
    /// <exception cref="ArgumentException">A name breaks the rule of names or occurs twice, or there is no branch, or one without a pipeline.</exception>
    public PipelineBuilder<TIn, IReadOnlyDictionary<string, TNext>> Route<TNext>(
        string name,
        Step<TOut, IReadOnlyList<string>> router,
        IReadOnlyList<(string Branch, Pipeline<TOut, TNext> Pipeline)> branches,
        BranchOptions? options = null)
    {
        StepName.Require(name, "step");
        ArgumentNullException.ThrowIfNull(router);
        StepName.Require(router.Name, "step");
        return Add<IReadOnlyDictionary<string, TNext>>(new RouteSpec<TOut, TNext>(
            name, router, Branches.Require(name, FanOut.Branch, branches, (router.Name, "its router")), options ?? new BranchOptions()));
    }

    /// <summary>Adds a pause: the run ends as <see cref="RunStatus.Paused"/>, and goes on when it is resumed with an answer, which is the output.</summary>
    /// <typeparam name="TAnswer">What the answer is.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="prompt">What is asked.</param>
    /// <returns>A builder that ends with the pause.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public PipelineBuilder<TIn, TAnswer> Pause<TAnswer>(string name, Func<TOut, string> prompt) =>
        Pause<TAnswer, TAnswer>(name, prompt, static (_, answer) => answer);

    /// <summary>Adds a pause: the run ends as <see cref="RunStatus.Paused"/>, and goes on when it is resumed with an answer.</summary>
    /// <remarks>
    /// A paused run is data in the store of the executor, not a waiting task; where the pipeline is not <see cref="PipelineBuilder{TIn, TOut}.Durable"/>
    /// that must be a store in memory. When it goes on, composites run again and every step that ended gives what it gave before.
    /// Branches and items that run beside the pause end first; none starts any more.
    /// </remarks>
    /// <typeparam name="TAnswer">What the answer is.</typeparam>
    /// <typeparam name="TNext">What the pause gives.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters.</param>
    /// <param name="prompt">What is asked.</param>
    /// <param name="combine">Makes the output of the input and the answer.</param>
    /// <returns>A builder that ends with the pause.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names.</exception>
    public PipelineBuilder<TIn, TNext> Pause<TAnswer, TNext>(string name, Func<TOut, string> prompt, Func<TOut, TAnswer, TNext> combine)
    {
        StepName.Require(name, "step");
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(combine);
        return Add<TNext>(new PauseSpec<TOut, TAnswer, TNext>(name, prompt, combine));
    }

    /// <summary>Gives the pipeline a state; branches get copies of what can change in it.</summary>
    /// <typeparam name="TState">The type of the state; best an immutable one, which is shared and never copied.</typeparam>
    /// <param name="initial">Makes the state that a run begins with.</param>
    /// <returns>A builder with the state.</returns>
    /// <exception cref="InvalidOperationException">The pipeline has a state already.</exception>
    /// <exception cref="NotSupportedException">A member of the type cannot be copied.</exception>
    [RequiresUnreferencedCode(StateFork.TrimmingNote)]
    [RequiresDynamicCode(StateFork.DynamicCodeNote)]
    public PipelineBuilder<TIn, TOut> WithState<TState>(Func<TState> initial)
    {
        ArgumentNullException.ThrowIfNull(initial);
        return WithState(new StatePlan<TState>(initial, StateFork<TState>.Default()));
    }

    /// <summary>Gives the pipeline a state.</summary>
    /// <remarks>In a pipeline that runs inside another whose state has the same type, that state is used and <paramref name="initial"/> is not called.</remarks>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="initial">Makes the state that a run begins with.</param>
    /// <param name="fork">Makes the state of a branch out of the one around it; they must share nothing that a branch changes. Many may be made at once.</param>
    /// <returns>A builder with the state.</returns>
    /// <exception cref="InvalidOperationException">The pipeline has a state already.</exception>
    public PipelineBuilder<TIn, TOut> WithState<TState>(Func<TState> initial, Func<TState, TState> fork)
    {
        ArgumentNullException.ThrowIfNull(initial);
        return WithState(new StatePlan<TState>(initial, StateFork<TState>.With(fork)));
    }

    private static BranchOptions ForAll(string name, BranchOptions? options, params ReadOnlySpan<string> branches)
    {
        Branches.RequireDistinct(name, FanOut.Branch, branches.ToArray());
        return options is null or { OnFailure: FailurePolicy.Propagate }
            ? options ?? new BranchOptions()
            : throw new ArgumentException(
                $"The step '{name}' needs the output of every branch, so its OnFailure cannot be {options.OnFailure}; use named branches.", nameof(options));
    }

    private PipelineBuilder<TIn, TOut> WithState(StatePlan state) => _settings.State is { } other
        ? throw new InvalidOperationException($"The pipeline '{_name}' already has a state, of type {TypeText.Of(other.Type)}.")
        : With(_settings with { State = state });

    private PipelineBuilder<TIn, IReadOnlyList<TNext>> Map<TItem, TNext>(
        string name, Func<TOut, IReadOnlyList<TItem>> items, MapBody body, MapOptions? options)
    {
        ArgumentNullException.ThrowIfNull(items);
        return Add<IReadOnlyList<TNext>>(new MapSpec<TOut, TItem, TNext>(name, items, body, options ?? new MapOptions()));
    }
}
