namespace Weir.Layers.Fusion;

/// <summary>What fusion is for: a pipeline of many small steps that only compute, run with a record of each step.</summary>
internal sealed class FusionWorkload : MetricWorkload
{
    private const int Steps = 50;

    public override string Name => "execution";

    public override string Unit => $"{Steps} small steps, recorded";

    public override string Baseline => "the time of each step is taken";

    public override double Target => 20;

    public override ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken) =>
        OpenBaselineAsync(variant == WorkloadVariant.Optimized ? new OptimizationOptions { Fusion = new FusionOptions() } : OptimizationOptions.None, cancellationToken);

    public override ValueTask<WorkloadSide> OpenBaselineAsync(OptimizationOptions options, CancellationToken cancellationToken) =>
        new(new Side(new Executor(new ExecutorOptions { Optimizations = options })));

    private sealed class Side(Executor executor) : WorkloadSide
    {
        // One pipeline for each side: what an executor keeps with it is its own.
        private readonly Pipeline<long, long> _pipeline = Enumerable.Range(0, Steps).Aggregate(
            Pipeline.Create<long>("execution"), static (builder, number) => builder.Then($"step {number}", (long value) => (value * 31) + number)).Build();

        private readonly long _expected = Enumerable.Range(0, Steps).Aggregate(1L, static (value, number) => unchecked((value * 31) + number));

        public override async ValueTask RunAsync(CancellationToken cancellationToken)
        {
            using var run = await executor.RunAsync(_pipeline, 1, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            if (run.Output != _expected)
            {
                throw new InvalidOperationException($"The steps gave {run.Output} instead of {_expected}.");
            }
        }

        public override async ValueTask<string> OutputAsync(CancellationToken cancellationToken)
        {
            using var run = await executor.RunAsync(_pipeline, 1, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            return string.Join(", ", run.Steps.Select(static step => FormattableString.Invariant($"{step.Name}: {step.Status} {step.Output} in {step.Attempts}")));
        }

        public override async ValueTask DisposeAsync()
        {
            await executor.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
            await base.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
        }
    }
}
