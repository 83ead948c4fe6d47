namespace Weir.Workloads;

/// <summary>One measured row. <c>Ratio</c> is Weir divided by the floor, so lower is better; null without a floor.</summary>
internal sealed record WorkloadRow(string Name, string Group, string Unit, double Weir, double? Floor = null, double? AllocatedBytes = null)
{
    public double? Ratio => Floor is > 0 ? Math.Round(Weir / Floor.Value, 4) : null;

    public IReadOnlyDictionary<string, double> Peers { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);
}

/// <summary>A set of rows that are measured together.</summary>
internal interface IWorkloadGroup
{
    string Name { get; }

    /// <summary>Measures every row; says on <paramref name="log"/> how far it is. Throws when the measured work did not succeed.</summary>
    Task<IReadOnlyList<WorkloadRow>> RunAsync(TextWriter log);
}
