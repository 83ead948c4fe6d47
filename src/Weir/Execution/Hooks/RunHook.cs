namespace Weir;

/// <summary>Told before and after runs and their steps, and when a step fails. Derive from it, override what you want to be told of, and give it to the executor or the run.</summary>
/// <remarks>
/// The run waits for a hook, without a thread. One that throws is reported (<see cref="HookFailed"/>, <see cref="Run.HookFailures"/>) and changes
/// nothing; one that throws a <see cref="RunAbortedException"/> ends the run. Before-hooks are told in the order of the lists, those of the executor
/// first, all others in reverse. Steps run side by side, so a hook is called by many threads at once. Steps that a resumed run recalls have no hooks.
/// The token is cancelled when the run, or the part of it that the step is in, is to stop; what a hook throws because of that is not reported.
/// </remarks>
public abstract class RunHook
{
    /// <summary>What reports call it; default the name of its type.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>A run began, or goes on; none of its steps has started.</summary>
    /// <param name="arguments">The run.</param>
    /// <param name="cancellationToken">Cancelled when the run is to stop.</param>
    /// <returns>When the first step may start.</returns>
    /// <exception cref="RunAbortedException">Thrown by the hook: the run fails, and none of its steps starts.</exception>
    public virtual ValueTask BeforeRunAsync(BeforeRunArguments arguments, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>A run is about to end: all its steps have, and its last event is still to come.</summary>
    /// <param name="arguments">The run, and how it ends.</param>
    /// <param name="cancellationToken">Cancelled already where the run was; what is to happen all the same does not take it.</param>
    /// <returns>When the caller may have the run.</returns>
    /// <exception cref="RunAbortedException">Thrown by the hook: the run fails, unless it has.</exception>
    public virtual ValueTask AfterRunAsync(AfterRunArguments arguments, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>A step is about to start: a leaf or a composite, at any depth. Once for all its attempts.</summary>
    /// <param name="arguments">The step.</param>
    /// <param name="cancellationToken">Cancelled when the step is to stop.</param>
    /// <returns>When the step may start.</returns>
    /// <exception cref="RunAbortedException">Thrown by the hook: the step fails without being called, and the run with it.</exception>
    public virtual ValueTask BeforeStepAsync(BeforeStepArguments arguments, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>A step that was about to start has ended, however it did.</summary>
    /// <param name="arguments">The step, and what became of it.</param>
    /// <param name="cancellationToken">Cancelled already where the step was; what is to happen all the same does not take it.</param>
    /// <returns>When the run may go on.</returns>
    /// <exception cref="RunAbortedException">Thrown by the hook: the step has failed, whatever it gave, and the run with it.</exception>
    public virtual ValueTask AfterStepAsync(AfterStepArguments arguments, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>A step has failed: after its last attempt, and without a fall-back. All hooks are told this before any is told <see cref="AfterStepAsync"/>.</summary>
    /// <param name="arguments">The step, and what became of it.</param>
    /// <param name="cancellationToken">Cancelled when the step is to stop.</param>
    /// <returns>When the run may go on.</returns>
    /// <exception cref="RunAbortedException">Thrown by the hook: it stands in for what the step threw, and ends the run, whatever policy is around the step.</exception>
    public virtual ValueTask StepFailedAsync(AfterStepArguments arguments, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
