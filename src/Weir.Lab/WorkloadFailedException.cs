namespace Weir.Lab;

/// <summary>A workload did not do its work; failing work is not measured.</summary>
public sealed class WorkloadFailedException : Exception
{
    internal WorkloadFailedException(string workload, WorkloadVariant variant, Exception cause)
        : base($"The workload '{workload}' failed in its {(variant == WorkloadVariant.Baseline ? "baseline" : "optimized way")}: {cause.Message}", cause)
    {
        Workload = workload;
        Variant = variant;
    }

    /// <summary>The name of the workload.</summary>
    public string Workload { get; }

    /// <summary>Which of its two ways failed.</summary>
    public WorkloadVariant Variant { get; }
}
