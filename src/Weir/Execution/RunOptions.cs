namespace Weir;

/// <summary>How one run is done. Immutable.</summary>
public sealed record RunOptions
{
    /// <summary>The id of the run, used as it is; default null, which gives the run a new one. Not empty.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string? Id { get; init => field = value is null ? null : Require.Text(value); }

    /// <summary>
    /// Whether the first failure ends the run: nothing new starts, and running steps get their token cancelled. Default
    /// false: every step runs that does not need a failed one.
    /// </summary>
    public bool FailFast { get; init; }

    /// <summary>How many steps of a workflow may be in flight at once in this run; default null, as many as the executor allows; range 1 to 4096.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int? MaxParallel { get; init => field = value is { } limit ? Require.InRange(limit, 1, 4096) : null; }

    /// <summary>
    /// The name of the one stage of a workflow that runs; default null, all of them. The steps of other stages are skipped, and nothing
    /// waits for them; a stage whose steps read values from others cannot run alone.
    /// </summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string? Stage { get; init => field = value is null ? null : Require.Text(value); }

    /// <summary>What the run may use; default null, no limit of its own. Beside it count those of the executor and of pipelines.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Who is told what happens; default null, nobody.</summary>
    /// <remarks>
    /// Called in the order of <see cref="RunEvent.Sequence"/>, one event at a time, on the threads that run the steps, so it
    /// should return soon. An observer that throws is not called again; see <see cref="Run.ProgressError"/>.
    /// <see cref="Progress{T}"/> passes events on to other threads, where their order is lost.
    /// </remarks>
    public IProgress<RunEvent>? Progress { get; init; }

    /// <summary>
    /// Where steps of <see cref="Step.FromServices{TStep, TIn, TOut}"/> come from, such as the scope of a web request; default null, nowhere.
    /// Whoever made it disposes it, when the run has ended.
    /// </summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>Who is told before and after the run and its steps, after those of the executor; default none, and then nothing asks for them. Copied when it is set.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">One of them is null.</exception>
    public IReadOnlyList<RunHook> Hooks { get; init => field = Require.CopyAll(value); } = [];
}
