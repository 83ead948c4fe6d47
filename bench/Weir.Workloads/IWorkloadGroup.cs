namespace Weir.Workloads;

/// <summary>A set of rows that are measured together.</summary>
internal interface IWorkloadGroup
{
    string Name { get; }

    /// <summary>Measures every row; says on <paramref name="log"/> how far it is. Throws when the measured work did not succeed.</summary>
    /// <param name="log">Where progress is told.</param>
    /// <param name="rows">With what the names of the rows begin that are wanted; empty: all. The others still run before anything is measured.</param>
    Task<IReadOnlyList<WorkloadRow>> RunAsync(TextWriter log, string rows);
}
