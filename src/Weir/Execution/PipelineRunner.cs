using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>One pipeline as one executor runs it, with the frames that its runs use again.</summary>
/// <param name="executor">The executor.</param>
/// <param name="pipeline">The pipeline.</param>
/// <param name="isMetered">Whether every run counts for a budget.</param>
internal sealed partial class PipelineRunner<TIn, TOut>(Executor executor, Pipeline<TIn, TOut> pipeline, bool isMetered)
{
    private readonly Plan _plan = isMetered ? pipeline.MeteredPlan : pipeline.Plan;

    // Whether there is more to do than to run, so that what most runs have not is asked for once.
    private readonly bool _hasMore = isMetered || pipeline.IsJournaled || executor.Options.Hooks.Count > 0;
    private readonly FramePool _frames = new();
    private readonly StepAddresses _addresses = new(isMetered ? pipeline.MeteredPlan : pipeline.Plan, pipeline.Name);
    private readonly RunSeries? _series = executor.Statistics?.SeriesOf(pipeline.Name);

    public Executor Executor => executor;

    /// <summary>Whether all runs are kept, or told to hooks of the executor.</summary>
    private bool IsObserved => pipeline.IsJournaled || executor.Options.Hooks.Count > 0;

    public ValueTask<TOut> InvokeAsync(TIn input, CancellationToken cancellationToken)
    {
        if (_hasMore)
        {
            return IsObserved ? InvokeObservedAsync(input, cancellationToken) : InvokeMeteredAsync(input, cancellationToken);
        }

        var cell = executor.Enter();
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

        var cell = executor.Enter();
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
        var frame = Unsafe.As<RootFrame<TOut>>(_frames.Rent()) ?? new RootFrame<TOut>(_plan, executor, _frames, _addresses, _series);
        frame.MoveIn(cell);
        return frame;
    }
}
