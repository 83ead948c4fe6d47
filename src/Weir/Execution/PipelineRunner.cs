using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>One pipeline as one executor runs it, with the frames that its runs use again.</summary>
/// <param name="plans">The _executor, with the options that the plan was made by.</param>
/// <param name="pipeline">The pipeline.</param>
/// <param name="isMetered">Whether every run counts for a budget.</param>
internal sealed partial class PipelineRunner<TIn, TOut>(ExecutorPlans plans, Pipeline<TIn, TOut> pipeline, bool isMetered)
{
    private readonly Executor _executor = plans.Executor;
    private readonly Plan _plan = plans.PlanOf(pipeline, isMetered);

    // Whether there is more to do than to run, so that what most runs have not is asked for once.
    private readonly bool _hasMore = isMetered || pipeline.IsJournaled || plans.Executor.Options.Hooks.Count > 0;
    private readonly FramePool _frames = new();
    private readonly StepAddresses _addresses = new(plans.PlanOf(pipeline, isMetered), pipeline.Name);
    private readonly RunWatch? _watch = RunWatch.Of(plans.Executor.Statistics?.SeriesOf(pipeline.Name), plans.SpansOf(pipeline));

    public ExecutorPlans Plans => plans;

    /// <summary>Whether all runs are kept, or told to hooks of the _executor.</summary>
    private bool IsObserved => pipeline.IsJournaled || _executor.Options.Hooks.Count > 0;

    public ValueTask<TOut> InvokeAsync(TIn input, CancellationToken cancellationToken)
    {
        if (_hasMore)
        {
            return IsObserved ? InvokeObservedAsync(input, cancellationToken) : InvokeMeteredAsync(input, cancellationToken);
        }

        var cell = _executor.Enter();
        var frame = Rent(cell);
        frame.Begin(cancellationToken);
        frame.Register.Write(input, reuse: true);
        return frame.StartForValue(cell);
    }

    public ValueTask<Run<TOut>> RunAsync(TIn input, RunOptions? options, CancellationToken cancellationToken)
    {
        if (_hasMore || options is { Budget: not null } or { Hooks.Count: > 0 })
        {
            return RunWithMoreAsync(input, options, cancellationToken);
        }

        var cell = _executor.Enter();
        var frame = Rent(cell);
        frame.BeginRecorded(options, cell, cancellationToken);
        frame.Register.Write(input, reuse: false);
        return frame.StartForRun(cell);
    }

    private ValueTask<Run<TOut>> RunWithMoreAsync(TIn input, RunOptions? options, CancellationToken cancellationToken)
    {
        if (!isMetered && options is { Budget: not null })
        {
            return Metered.RunWithMoreAsync(input, options, cancellationToken);
        }

        RequireBudgets(options?.Budget);
        return IsObserved || options is { Hooks.Count: > 0 }
            ? RunObservedAsync(input, options, cancellationToken)
            : RunMeteredAsync(input, options, cancellationToken);
    }

    private RootFrame<TOut> Rent(RunCounter.Cell cell) =>
        cell.Frame is { } kept && ReferenceEquals(kept.Pool, _frames) && kept.TryTake() ? Unsafe.As<RootFrame<TOut>>(kept) : RentOther(cell);

    private RootFrame<TOut> RentOther(RunCounter.Cell cell)
    {
        var frame = Unsafe.As<RootFrame<TOut>>(_frames.Rent()) ?? new RootFrame<TOut>(_plan, plans, _frames, _addresses, _watch);
        frame.MoveIn(cell);
        return frame;
    }
}
