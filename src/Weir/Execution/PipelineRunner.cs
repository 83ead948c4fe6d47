using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>One pipeline as one executor runs it, with the frames that its runs use again.</summary>
internal sealed partial class PipelineRunner<TIn, TOut>(Executor executor, Pipeline<TIn, TOut> pipeline)
{
    private readonly FramePool _frames = new();
    private readonly StepAddresses _addresses = new(pipeline.Plan, pipeline.Name);
    private readonly RunSeries? _series = executor.Statistics?.SeriesOf(pipeline.Name);

    // Whether runs are neither kept nor told to hooks of the executor.
    private readonly bool _isPlain = !pipeline.IsJournaled && executor.Options.Hooks.Count == 0;

    public Executor Executor => executor;

    public ValueTask<TOut> InvokeAsync(TIn input, CancellationToken cancellationToken)
    {
        if (!_isPlain)
        {
            return InvokeObservedAsync(input, cancellationToken);
        }

        var cell = executor.Enter();
        var frame = Rent(cell);
        frame.Begin(cancellationToken);
        frame.Register.Write(input, reuse: true);
        return frame.StartForValue(cell);
    }

    public ValueTask<Run<TOut>> RunAsync(TIn input, RunOptions? options, CancellationToken cancellationToken)
    {
        if (!_isPlain || options is { Hooks.Count: > 0 })
        {
            return RunObservedAsync(input, options, cancellationToken);
        }

        var cell = executor.Enter();
        var frame = Rent(cell);
        frame.BeginRecorded(options, cell, cancellationToken);
        frame.Register.Write(input, reuse: false);
        return frame.StartForRun(cell);
    }

    private RootFrame<TOut> Rent(RunCounter.Cell cell) =>
        cell.Frame is { } kept && ReferenceEquals(kept.Pool, _frames) && kept.TryTake() ? Unsafe.As<RootFrame<TOut>>(kept) : RentOther(cell);

    private RootFrame<TOut> RentOther(RunCounter.Cell cell)
    {
        var frame = Unsafe.As<RootFrame<TOut>>(_frames.Rent()) ?? new RootFrame<TOut>(pipeline.Plan, executor, _frames, _addresses, _series);
        frame.MoveIn(cell);
        return frame;
    }
}
