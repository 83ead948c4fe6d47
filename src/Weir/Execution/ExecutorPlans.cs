using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>
/// What an executor runs under one set of options: its runners, each with the plan of a pipeline. Other options make another of these; runs in
/// flight stay with the one that they began with.
/// </summary>
internal sealed class ExecutorPlans
{
    // A runner knows these plans, so as long as it is in here, a pipeline that lives on keeps both.
    private readonly ConditionalWeakTable<object, object> _runners = [];
    private volatile bool _isRetired;
    private readonly OptimizationSet? _set;

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
        _isPlain = options is null || options == OptimizationOptions.None;
    }

    public Executor Executor { get; }

    public OptimizationOptions? Options { get; }

    /// <summary>The hash of the options, which a run records.</summary>
    public string Hash => field ??= (Options ?? OptimizationOptions.None).Hash;

    public PipelineRunner<TIn, TOut> RunnerOf<TIn, TOut>(Pipeline<TIn, TOut> pipeline)
    {
        var runner = (PipelineRunner<TIn, TOut>)_runners.GetValue(
            pipeline, key => new PipelineRunner<TIn, TOut>(this, (Pipeline<TIn, TOut>)key, Executor.Ledger is not null || ((Pipeline<TIn, TOut>)key).HasBudget));
        pipeline.LastRunner = runner;
        ForgetIfRetired(pipeline);
        return runner;
    }

    /// <summary>No run begins with these options any more, but for those that are beginning. What is kept for pipelines is forgotten; runs in flight have what they need.</summary>
    public void Retire()
    {
        _isRetired = true;
        _runners.Clear();
    }

    /// <summary>Keeps what was made for something under these options.</summary>
    public T Keep<T>(object owner, Func<T> make)
        where T : class
    {
        var kept = (T)_runners.GetValue(owner, _ => make());
        ForgetIfRetired(owner);
        return kept;
    }

    /// <summary>Makes the plans of something that is no pipeline; null: it runs as it was built.</summary>
    /// <param name="hasOptimizations">Whether something was said in it about optimizations.</param>
    public Optimizer? OptimizerFor(bool hasOptimizations) => _isPlain && !hasOptimizations ? null : _set;

    /// <summary>What of a pipeline runs.</summary>
    public Plan PlanOf<TIn, TOut>(Pipeline<TIn, TOut> pipeline, bool isMetered) =>
        OptimizerFor(pipeline.HasOptimizations) is { } optimizer ? optimizer.PlanOf(pipeline, isMetered) : isMetered ? pipeline.MeteredPlan : pipeline.Plan;

    // What comes in beside or after the clearing is taken out by who put it there: the table's lock lets it see that these plans are retired.
    private void ForgetIfRetired(object owner)
    {
        if (_isRetired)
        {
            _runners.Remove(owner);
        }
    }
}
