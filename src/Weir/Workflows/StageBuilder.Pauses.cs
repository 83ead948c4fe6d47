namespace Weir;

public sealed partial class StageBuilder
{
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
        return _workflow.Add<TAnswer>(this, pause, [], [], needs.ToArray(), static (_, _, _) => { });
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
        return _workflow.Add<TOut>(this, pause, [input], [], needs.ToArray(), (_, values, frame) => frame.Register = values.Outputs[input.Index]);
    }

    /// <summary>Adds a pause whose question depends on any number of steps; its value is the answer.</summary>
    /// <remarks>See <see cref="AddPause{TIn, TAnswer, TOut}"/>.</remarks>
    /// <typeparam name="TAnswer">What the answer is.</typeparam>
    /// <param name="name">The name: 1 to 200 characters without '/' and control characters; no other step of the workflow may have it.</param>
    /// <param name="reads">The steps that the question is about.</param>
    /// <param name="prompt">What is asked.</param>
    /// <param name="needs">Further steps to wait for.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> breaks the rule of names, or a handle belongs to another workflow.</exception>
    public StepOutput<TAnswer> AddPause<TAnswer>(
        string name, IReadOnlyList<StepOutput> reads, Func<StepReads, string> prompt, params ReadOnlySpan<StepOutput> needs)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var pause = new PauseSpec<StepReads, TAnswer, TAnswer>(StepName.Require(name, "step"), prompt, static (_, answer) => answer);
        return _workflow.Add<TAnswer>(this, pause, [], Require.CopyAll(reads), needs.ToArray(), WriteReads);
    }
}
