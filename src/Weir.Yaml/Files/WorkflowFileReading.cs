namespace Weir.Yaml.Files;

/// <summary>What reading a workflow file gave.</summary>
/// <param name="File">The workflow; null where there are errors.</param>
/// <param name="Diagnostics">What was found, in the order of the file.</param>
public sealed record WorkflowFileReading(WorkflowFile? File, IReadOnlyList<Diagnostic> Diagnostics);
