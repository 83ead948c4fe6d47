namespace Weir.Lab;

/// <summary>The two ways of a workload do not give the same. Such a workload is not measured.</summary>
public sealed class DifferentOutputException : Exception
{
    internal DifferentOutputException(string workload, string baseline, string optimized)
        : base($"The two ways of the workload '{workload}' give different outputs: the baseline '{baseline}', the optimized one '{optimized}'; make them give the same before they are compared.")
    {
        Workload = workload;
        Baseline = baseline;
        Optimized = optimized;
    }

    /// <summary>The name of the workload.</summary>
    public string Workload { get; }

    /// <summary>What the baseline gave.</summary>
    public string Baseline { get; }

    /// <summary>What the other way gave.</summary>
    public string Optimized { get; }
}
