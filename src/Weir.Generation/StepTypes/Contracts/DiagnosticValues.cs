using Weir.Yaml;

namespace Weir.Generation.StepTypes;

/// <summary>Findings in files of YAML as values of steps.</summary>
internal static class DiagnosticValues
{
    public static ValueShape Shape { get; } = ValueShape.ListOf(ValueShape.MapOf(
        ("severity", ValueShape.Text),
        ("code", ValueShape.Text),
        ("message", ValueShape.Text),
        ("file", ValueShape.Text),
        ("line", ValueShape.WholeNumber),
        ("column", ValueShape.WholeNumber)));

    public static object?[] Of(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Select(static one => new OrderedDictionary<string, object?>
    {
        ["severity"] = one.Severity.ToString().ToLowerInvariant(),
        ["code"] = one.Code,
        ["message"] = one.Message,
        ["file"] = one.Position.File,
        ["line"] = (long)one.Position.Line,
        ["column"] = (long)one.Position.Column,
    })];

    /// <exception cref="ArgumentException">A value is no finding.</exception>
    public static IReadOnlyList<Diagnostic> Read(IReadOnlyList<object?> values) => [.. values.Select(static value => ReadOne(IssueValues.Fields(value, "A warning")))];

    private static Diagnostic ReadOne(StepArguments one) => new(
        one.Text("severity") switch
        {
            "error" => DiagnosticSeverity.Error,
            "warning" => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        },
        one.Text("code"),
        one.Text("message"),
        new SourcePosition(one.Text("file"), (int)one.WholeNumber("line", 0), (int)one.WholeNumber("column", 0)));
}
