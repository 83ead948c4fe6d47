using Weir.Lab.Measuring;

namespace Weir.Lab;

/// <summary>Proves optimizations: measures both ways of workloads side by side, and says of each whether it reaches its target.</summary>
public static class Proof
{
    /// <summary>Measures workloads, one after the other.</summary>
    /// <remarks>
    /// First both ways of every workload give their output and run for a moment; only when all agree is anything measured. Nothing else should run on the machine meanwhile. How it is
    /// measured and what the intervals mean is described in docs/measuring.md.
    /// </remarks>
    /// <param name="workloads">The workloads; at least one, each with a name of its own.</param>
    /// <param name="options">How it is measured; null: the defaults.</param>
    /// <param name="progress">Told how far it is; called on the thread that measures, between samples.</param>
    /// <param name="cancellationToken">Gives up; what was opened is disposed.</param>
    /// <returns>A comparison for each workload, and the control.</returns>
    /// <exception cref="ArgumentException">There is no workload, one is missing, or two have the same name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The target of a workload is not from -100 to 100.</exception>
    /// <exception cref="DifferentOutputException">The two ways of a workload give different outputs; nothing was measured.</exception>
    /// <exception cref="WorkloadFailedException">A workload threw.</exception>
    /// <exception cref="OperationCanceledException">The proof was given up.</exception>
    public static Task<ProofResult> RunAsync(
        IReadOnlyList<Workload> workloads, ProofOptions? options = null, IProgress<ProofProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(workloads, options ?? new ProofOptions(), progress, new Instruments(), cancellationToken);

    /// <summary>The same with instruments of one's own.</summary>
    internal static Task<ProofResult> RunAsync(
        IReadOnlyList<Workload> workloads, ProofOptions options, IProgress<ProofProgress>? progress, Instruments instruments, CancellationToken cancellationToken)
    {
        var copy = Require.CopyAll(workloads, nameof(workloads));
        Check(copy);
        return new ProofRun(copy, options, progress, instruments).RunAsync(cancellationToken);
    }

    private static void Check(IReadOnlyList<Workload> workloads)
    {
        if (workloads.Count == 0)
        {
            throw new ArgumentException("There is no workload to prove; give at least one.", nameof(workloads));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var workload in workloads)
        {
            if (string.IsNullOrWhiteSpace(workload.Name))
            {
                throw new ArgumentException($"A workload of type {workload.GetType().Name} has no name; give it one.", nameof(workloads));
            }

            if (!names.Add(workload.Name))
            {
                throw new ArgumentException($"Two workloads have the name '{workload.Name}'; give each a name of its own.", nameof(workloads));
            }

            if (workload.Target is not (>= -100 and <= 100))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(workloads), workload.Target, FormattableString.Invariant($"The target of the workload '{workload.Name}' is {workload.Target}; it must be from -100 to 100 percent."));
            }

            Require.Defined(workload.Measure, $"The measure of the workload '{workload.Name}'");
        }
    }
}
