namespace Weir;

/// <summary>One pipeline as one executor runs it, with the frames that its runs use again.</summary>
internal sealed class PipelineRunner<TIn, TOut>(Executor executor, Pipeline<TIn, TOut> pipeline)
{
    private readonly FramePool<RootFrame<TOut>> _frames = new();
    private readonly StepAddress _address = new(null, pipeline.Name);

    public Executor Executor => executor;

    public string Name => pipeline.Name;

    public Plan Plan => pipeline.Plan;

    public StepAddress Address => _address;

    public ValueTask<TOut> InvokeAsync(TIn input, CancellationToken cancellationToken)
    {
        var frame = Begin(input, records: false, options: null, cancellationToken);
        return frame.Start() ? new ValueTask<TOut>(frame.TakeValue()) : frame.WaitForValue();
    }

    public ValueTask<Run<TOut>> RunAsync(TIn input, RunOptions? options, CancellationToken cancellationToken)
    {
        var frame = Begin(input, records: true, options, cancellationToken);
        return frame.Start() ? frame.EndRun() : frame.WaitForRun();
    }

    public void Return(RootFrame<TOut> frame) => _frames.Return(frame);

    private RootFrame<TOut> Begin(TIn input, bool records, RunOptions? options, CancellationToken cancellationToken)
    {
        executor.Enter();
        try
        {
            var frame = _frames.Rent() ?? new RootFrame<TOut>(Plan, executor, Return, Address);
            frame.Begin(records, options, cancellationToken);
            frame.Register.Write(input, reuse: true);
            return frame;
        }
        catch
        {
            executor.Exit();
            throw;
        }
    }
}
