using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Weir.Layers.Telemetry;

namespace Weir;

/// <summary>
/// What an executor runs under one set of options: its runners, each with the plan of a pipeline. Other options make another of these; runs in
/// flight stay with the one that they began with.
/// </summary>
internal sealed class ExecutorPlans
{
    // A runner knows its executor, and so this table: what is in it would live as long as the pipelines do, which may be for ever, had it not to go at the end.
    private readonly ConditionalWeakTable<object, object> _runners = [];
    private readonly ConcurrentDictionary<TelemetryOptions, SpanQueue> _spans = [];
    private readonly OptimizationSet? _set;
    private volatile bool _isRetired;

    // Whether a pipeline that nobody said anything about runs as it was built.
    private readonly bool _isPlain;

    /// <param name="executor">The executor.</param>
    /// <param name="options">The options; null: optimizations are off, whatever pipelines say.</param>
    /// <param name="before">What it replaces; null: nothing.</param>
    public ExecutorPlans(Executor executor, OptimizationOptions? options, ExecutorPlans? before = null)
    {
        Executor = executor;
        Options = options;
        _set = options is null ? null : new OptimizationSet(options, before?._set);
        _isPlain = _set is null or { IsEmpty: true };
    }

    public Executor Executor { get; }

    public OptimizationOptions? Options { get; }

    /// <summary>The hash of the options, which a run records.</summary>
    public string Hash => field ??= (Options ?? OptimizationOptions.None).Hash;

    public PipelineRunner<TIn, TOut> RunnerOf<TIn, TOut>(Pipeline<TIn, TOut> pipeline)
    {
        var runner = (PipelineRunner<TIn, TOut>)_runners.GetValue(
            pipeline, key => new PipelineRunner<TIn, TOut>(this, (Pipeline<TIn, TOut>)key, Executor.Ledger is not null || ((Pipeline<TIn, TOut>)key).HasBudget));
        if (_isRetired)
        {
            _runners.Remove(pipeline);
        }
        else
        {
            pipeline.LastRunner = runner;
        }

        return runner;
    }

    /// <summary>Keeps what was made for something under these options.</summary>
    public T Keep<T>(object owner, Func<T> make)
        where T : class
    {
        var kept = (T)_runners.GetValue(owner, _ => make());
        if (_isRetired)
        {
            _runners.Remove(owner);
        }

        return kept;
    }

    /// <summary>No run begins with these any more: lets go of all that is kept for pipelines. Runs in flight have what they need.</summary>
    public void Retire()
    {
        _isRetired = true;
        foreach (var (owner, runner) in _runners)
        {
            (owner as IPipeline)?.Forget(runner);
        }

        _runners.Clear();
    }

    /// <summary>Makes the plans of something that is no pipeline; null: it runs as it was built.</summary>
    /// <param name="hasOptimizations">Whether something was said in it about optimizations.</param>
    public Optimizer? OptimizerFor(bool hasOptimizations) => _isPlain && !hasOptimizations ? null : _set;

    /// <summary>Where runs of a pipeline are exported; null: they are not. What its code says goes before what its options say, and that before the executor.</summary>
    public SpanQueue? SpansOf<TIn, TOut>(Pipeline<TIn, TOut> pipeline) => pipeline.Strategies.OfType<TelemetryStrategy>().FirstOrDefault() is { } own
        ? SpansBy(own.Options)
        : SpansBy(Options is null ? null : (pipeline.Optimizations as OptimizationOptions)?.Telemetry ?? Options.Telemetry);

    /// <summary>Where runs of what has no options of its own are exported; null: they are not.</summary>
    public SpanQueue? Spans => field ??= SpansBy(Options?.Telemetry);

    /// <summary>Exports what waits, without waiting for more. The task ends when nothing is left.</summary>
    public Task FlushAsync() => Task.WhenAll(_spans.Values.Select(static spans => spans.FlushAsync()));

    /// <summary>What of a pipeline runs.</summary>
    public Plan PlanOf<TIn, TOut>(Pipeline<TIn, TOut> pipeline, bool isMetered) =>
        OptimizerFor(pipeline.HasOptimizations) is { } optimizer ? optimizer.PlanOf(pipeline, isMetered) : isMetered ? pipeline.MeteredPlan : pipeline.Plan;

    private SpanQueue? SpansBy(TelemetryOptions? options) =>
        options is { Enabled: true } ? _spans.GetOrAdd(options, static (options, executor) => new SpanQueue(options, executor.SpanExport), Executor) : null;
}
