namespace Weir;

/// <summary>How an executor runs. Immutable.</summary>
public sealed record ExecutorOptions
{
    /// <summary>
    /// How many steps of one workflow run may be in flight at once; default the number of processors less one, but at
    /// least 3; range 1 to 4096.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxParallel { get; init => field = Require.InRange(value, 1, 4096); } = Math.Max(3, Math.Min(4096, Environment.ProcessorCount - 1));

    /// <summary>Where the runs of durable pipelines and workflows, and of those that pause, are kept; default a store in memory of its own.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IRunStore Store { get; init => field = Require.Given(value); } = new InMemoryRunStore();

    /// <summary>The clock; default the system's.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public TimeProvider Time { get; init => field = Require.Given(value); } = TimeProvider.System;

    /// <summary>What all its runs together may use in its whole life; default null, no limit. <see cref="Executor.BudgetLeft"/> tells what is left.</summary>
    /// <remarks>A step that does not fit is refused at once, also where others have reservations that they may give back.</remarks>
    public Budget? Budget { get; init; }

    /// <summary>Whether runs are counted and timed, for <see cref="Executor.GetStatistics"/>; default false, and then there is nothing that could count.</summary>
    public bool CollectStatistics { get; init; }

    /// <summary>
    /// How long the steps of workflows took in earlier runs, by which steps are put in order, and which runs teach when they end; default null, and then nothing is
    /// learned or looked up.
    /// </summary>
    public LearnedDurations? Durations { get; init; }

    /// <summary>Who is told before and after all its runs and their steps, before those of the run; default none, and then nothing asks for them. Copied when it is set.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">One of them is null.</exception>
    public IReadOnlyList<RunHook> Hooks { get; init => field = Require.CopyAll(value); } = [];

    /// <summary>
    /// Who takes the spans of sampled runs, where <see cref="OptimizationOptions.Telemetry"/> or a pipeline asks for that; default null: activities of the source and measurements of the meter
    /// <see cref="Weir.TelemetryExporter.SourceName"/> are made of them. Whoever made it disposes it, after the executor.
    /// </summary>
    public TelemetryExporter? TelemetryExporter { get; init; }

    /// <summary>Which optimizations its runs have from the beginning; default <see cref="OptimizationOptions.None"/>: those that pipelines and steps ask for themselves.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">Two of the options contradict each other.</exception>
    public OptimizationOptions Optimizations
    {
        get;
        init
        {
            Require.Given(value).Validate();
            field = value;
        }
    }
    = OptimizationOptions.None;
}
