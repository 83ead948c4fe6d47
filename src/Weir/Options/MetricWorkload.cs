namespace Weir;

/// <summary>The workload of a metric. Its baseline also runs under options, which shows what layers cost that it is not for.</summary>
internal abstract class MetricWorkload : Workload
{
    /// <summary>Prepares the baseline, run by an executor with options.</summary>
    /// <param name="options">The options; <see cref="OptimizationOptions.None"/> is the baseline itself.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What does the work; whoever opened it disposes it.</returns>
    public abstract ValueTask<WorkloadSide> OpenBaselineAsync(OptimizationOptions options, CancellationToken cancellationToken);
}
