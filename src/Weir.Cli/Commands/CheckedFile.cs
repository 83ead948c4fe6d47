using Weir.Yaml;
using Weir.Yaml.Files;

namespace Weir.Cli.Commands;

/// <summary>What was found in one file.</summary>
/// <param name="Path">The file, as it was named.</param>
/// <param name="Workflow">What it is; null: a contract, or nothing usable.</param>
/// <param name="Diagnostics">The findings.</param>
internal sealed record CheckedFile(string Path, WorkflowFile? Workflow, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool IsValid => Diagnostics.All(static finding => finding.Severity != DiagnosticSeverity.Error);
}
