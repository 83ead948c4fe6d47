using System.Text.Json;
using Weir.Yaml.Files;

namespace Weir.Cli.Commands.Proving;

/// <summary>A workflow file of the user's, run as it stands and with options.</summary>
/// <param name="name">The name of the workload.</param>
/// <param name="path">The file, as it was named.</param>
/// <param name="bind">Binds the file anew, so that what <c>cache</c> keeps of one way does not serve the other.</param>
/// <param name="options">The options.</param>
internal sealed class WorkflowWorkload(string name, string path, Func<BoundWorkflow> bind, OptimizationOptions options) : Workload
{
    public override string Name => name;

    public override string Unit => $"one run of {path}";

    public override string Baseline => "the executor with every layer off";

    public override double Target => 0;

    public override ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken) =>
        new(new Side(bind(), variant == WorkloadVariant.Baseline ? OptimizationOptions.None : options));

    private sealed class Side(BoundWorkflow workflow, OptimizationOptions options) : WorkloadSide
    {
        private readonly Executor _executor = new(new ExecutorOptions { Optimizations = options });

        public override async ValueTask RunAsync(CancellationToken cancellationToken)
        {
            using var run = await CompleteAsync(cancellationToken);
        }

        public override async ValueTask<string> OutputAsync(CancellationToken cancellationToken)
        {
            using var run = await CompleteAsync(cancellationToken);
            return JsonSerializer.Serialize(workflow.Secrets.Apply((object?)workflow.OutputsOf(run)));
        }

        public override async ValueTask DisposeAsync()
        {
            await _executor.DisposeAsync();
            await base.DisposeAsync();
        }

        private async ValueTask<Run> CompleteAsync(CancellationToken cancellationToken)
        {
            var run = await workflow.RunAsync(_executor, cancellationToken: cancellationToken);
            if (run.Status == RunStatus.Completed)
            {
                return run;
            }

            using (run)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new InvalidOperationException(workflow.Secrets.Apply(run.Error?.Message ?? $"the run ended as {run.Status.ToString().ToLowerInvariant()}"));
            }
        }
    }
}
