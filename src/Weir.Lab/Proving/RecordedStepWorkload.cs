using Weir.Layers.Fusion;

namespace Weir.Lab.Proving;

/// <summary>The row <c>pipeline-10-recorded</c> of the benchmarks, five runs of it, beside the baseline of the metric <c>execution</c>: fifty recorded steps each.</summary>
internal sealed class RecordedStepWorkload : Workload
{
    /// <summary>How many steps a unit is, of either.</summary>
    public const int Steps = 50;

    private const int StepsOfARun = 10;

    public override string Name => "recorded step";

    public override string Unit => "50 small steps, recorded";

    public override string Baseline => "five runs of a pipeline of ten steps";

    public override double Target => -15;

    public override async ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken) => variant == WorkloadVariant.Baseline
        ? new Side()
        : new Same(await new FusionWorkload().OpenAsync(WorkloadVariant.Baseline, cancellationToken).ConfigureAwait(false));

    private sealed class Side : WorkloadSide
    {
        private readonly Executor _executor = new();
        private readonly Pipeline<int, int> _pipeline = Enumerable.Range(0, StepsOfARun).Aggregate(
            Pipeline.Create<int>("ten"), static (builder, number) => builder.Then($"step {number}", static (int x, StepContext _) => new ValueTask<int>(x + 1))).Build();

        public override async ValueTask RunAsync(CancellationToken cancellationToken)
        {
            for (var i = 0; i < Steps / StepsOfARun; i++)
            {
                using var run = await _executor.RunAsync(_pipeline, 1, cancellationToken).ConfigureAwait(false);
                if (run.Output != 1 + StepsOfARun)
                {
                    throw new InvalidOperationException($"The steps gave {run.Output} instead of {1 + StepsOfARun}.");
                }
            }
        }

        public override ValueTask<string> OutputAsync(CancellationToken cancellationToken) => new(Same.Output);

        public override async ValueTask DisposeAsync()
        {
            await _executor.DisposeAsync().ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Another side, whose output is not compared: the two compute different things, of the same size.</summary>
    private sealed class Same(WorkloadSide side) : WorkloadSide
    {
        public const string Output = "fifty steps";

        public override ValueTask RunAsync(CancellationToken cancellationToken) => side.RunAsync(cancellationToken);

        public override async ValueTask<string> OutputAsync(CancellationToken cancellationToken)
        {
            await side.OutputAsync(cancellationToken).ConfigureAwait(false);
            return Output;
        }

        public override async ValueTask DisposeAsync()
        {
            await side.DisposeAsync().ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }
    }
}
