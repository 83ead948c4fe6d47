namespace Weir.Workloads;

/// <summary>A set of rows that are measured together.</summary>
internal interface IWorkloadGroup
{
    string Name { get; }

    /// <summary>Measures every row; says on <paramref name="log"/> how far it is. Throws when the measured work did not succeed.</summary>
    Task<IReadOnlyList<WorkloadRow>> RunAsync(TextWriter log);
}
