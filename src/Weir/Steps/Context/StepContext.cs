namespace Weir;

/// <summary>The surroundings of one call of one step.</summary>
/// <remarks>
/// Valid inside the call only, and for one flow: do not keep it, do not use it after the step has ended, do not share it
/// between threads. Contexts are used again. A debug build of Weir, or the runtime switch
/// <c>Weir.CheckStepContexts</c>, gives every call a context of its own that refuses to be used later.
/// </remarks>
public sealed class StepContext
{
    private StepScope _scope;

    // What the current call has rented, and calls before it that rented and did not give back; null: nobody has rented.
    private Rentals? _rentals;

    internal StepContext(StepScope scope) => _scope = scope;

    /// <summary>Cancelled when the step is to stop: the run was cancelled, or a time-out passed. Pass it to everything that waits.</summary>
    /// <remarks>It is made when it is read; a step that does not read it costs nothing, and cannot be told to stop.</remarks>
    public CancellationToken CancellationToken => _scope.Token;

    /// <summary>The name that the step has in its pipeline or workflow.</summary>
    public string StepName => _scope.StepName;

    /// <summary>The address of the step, such as <c>order/charge[17]</c>; the same in every run. The text is made when it is asked for.</summary>
    public string Path => _scope.Address.ToString();

    /// <summary>Which attempt this call is, from 1.</summary>
    public int Attempt => _scope.CurrentAttempt;

    /// <summary>Why the attempt before this one failed; null in the first.</summary>
    public string? Feedback => _scope.PreviousFeedback;

    /// <summary>What <see cref="Fail{T}"/> was told in this attempt, for a step that calls another one; null: nothing. What the caller throws then takes its place.</summary>
    public string? Failure => _scope.Failure?.Feedback;

    /// <summary>The id of the run.</summary>
    public string RunId => _scope.Run.Id;

    /// <summary>The clock of the executor; take time from here so that runs can be repeated.</summary>
    public TimeProvider Time => _scope.Run.Time;

    /// <summary>The services of the run, such as those of a host or a web request; null: it has none (<c>RunOptions.Services</c>).</summary>
    /// <remarks>What is taken from them lives as long as they do, which may end with the run.</remarks>
    public IServiceProvider? Services => _scope.Run.Services;

    /// <summary>Buffers for this call alone. They come from a pool where the pipeline has one (<c>AddPooling</c>); else each is new.</summary>
    public StepBuffers Buffers => new(this);

    /// <summary>Objects for this call alone that are costly to make. They come from a pool where the pipeline has one (<c>AddPooling</c>); else each is new.</summary>
    public StepObjects Objects => new(this);

    /// <summary>Fails the step without throwing, and without the cost of an exception.</summary>
    /// <typeparam name="T">What the step would have given.</typeparam>
    /// <param name="feedback">What is wrong, in words; the next attempt sees it as <see cref="Feedback"/>. Not empty.</param>
    /// <returns>A value for the step to return, which nobody will see.</returns>
    /// <exception cref="ArgumentException"><paramref name="feedback"/> is empty.</exception>
    public T Fail<T>(string feedback)
    {
        _scope.Fail(new StepFailure(StepStatus.Failed, null, Require.Text(feedback, nameof(feedback))));
        return default!;
    }

    /// <summary>Adds to what the step has used. Every attempt counts.</summary>
    /// <param name="usage">What was used now.</param>
    public void AddUsage(Usage usage) => _scope.AddUsage(usage);

    /// <summary>Sends a part of the output while the step runs, as a <see cref="ChunkEmitted"/> with the path and attempt of the step.</summary>
    /// <remarks>
    /// A step that is tried again begins its stream anew: an <see cref="AttemptRestarted"/> comes before the new chunks. The output of
    /// the step is what it returns; nothing is made of its chunks. Where nobody follows the run it does nothing.
    /// </remarks>
    /// <param name="chunk">The part; not changed any more by the step.</param>
    /// <returns>When the next part may be sent.</returns>
    public ValueTask EmitAsync(object chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        return _scope.EmitAsync(chunk);
    }

    /// <summary>The state of the pipeline; read only, for it changes by <see cref="Update{TState}"/> alone.</summary>
    /// <typeparam name="TState">The type that the pipeline was given in <c>WithState</c>.</typeparam>
    /// <returns>The state as it is now in this flow.</returns>
    /// <exception cref="InvalidOperationException">The pipeline has no state, or one of another type.</exception>
    public TState State<TState>() => Cell<TState>().Value;

    /// <summary>Changes the state of the pipeline.</summary>
    /// <typeparam name="TState">The type that the pipeline was given in <c>WithState</c>.</typeparam>
    /// <param name="change">
    /// Gives the new state for the old one. It must depend on nothing but its argument: where branches are merged it is
    /// called again, on the merged state.
    /// </param>
    /// <returns>The new state.</returns>
    /// <exception cref="InvalidOperationException">The pipeline has no state, or one of another type.</exception>
    public TState Update<TState>(Func<TState, TState> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Cell<TState>().Update(change);
    }

    internal StepScope Scope => _scope;

    /// <summary>What the current call has rented; what calls before it have left is taken back.</summary>
    internal Rentals RentalsOf(CallMark mark)
    {
        var rentals = _rentals ??= new Rentals();
        rentals.Enter(mark);
        return rentals;
    }

    /// <summary>Takes back what is still rented.</summary>
    internal void EndRentals() => _rentals?.End();

    /// <summary>The step was left behind: what it has rented, or rents now, is never given to anybody else.</summary>
    internal void LeaveRentals() => (_rentals ??= new Rentals()).Leave();

    /// <summary>From now on every member says that the step has ended.</summary>
    internal void End(string step, bool isWithdrawn = false) => _scope = new EndedScope(step, isWithdrawn);

    private StateCell<TState> Cell<TState>() => _scope.CurrentState switch
    {
        StateCell<TState> cell => cell,
        null => throw new InvalidOperationException(
            $"The step '{Path}' asks for a state of type {TypeText.Of(typeof(TState))}, but its pipeline has no state; give it one with WithState."),
        var other => throw new InvalidOperationException(
            $"The step '{Path}' asks for a state of type {TypeText.Of(typeof(TState))}, but the state of its pipeline is of type {TypeText.Of(other.Type)}."),
    };
}
