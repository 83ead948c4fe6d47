using Weir.Generation.Validation;

namespace Weir.Generation.StepTypes;

/// <summary>Findings in code as values of steps.</summary>
internal static class IssueValues
{
    private static readonly StepAccess Nowhere = new(Path.GetTempPath(), new PermissionSet());

    public static ValueShape Shape { get; } = ValueShape.ListOf(ValueShape.MapOf(
        ("rule", ValueShape.Text),
        ("severity", ValueShape.Text),
        ("message", ValueShape.Text),
        ("file", ValueShape.Text),
        ("line", ValueShape.WholeNumber),
        ("column", ValueShape.WholeNumber),
        ("suggestion", ValueShape.Text)));

    public static object?[] Of(IEnumerable<ValidationIssue> issues) => [.. issues.Select(static issue => new OrderedDictionary<string, object?>
    {
        ["rule"] = issue.Rule,
        ["severity"] = issue.Severity,
        ["message"] = issue.Message,
        ["file"] = issue.File,
        ["line"] = (long)issue.Line,
        ["column"] = (long)issue.Column,
        ["suggestion"] = issue.Suggestion,
    })];

    /// <exception cref="ArgumentException">A value is no finding.</exception>
    public static IReadOnlyList<ValidationIssue> Read(IReadOnlyList<object?> values) => [.. values.Select(static value => ReadOne(Fields(value, "an issue")))];

    /// <summary>The fields of a map that another step gave.</summary>
    /// <exception cref="ArgumentException">It is no map.</exception>
    public static StepArguments Fields(object? value, string name) => value is IReadOnlyDictionary<string, object?> map
        ? new StepArguments(map, Nowhere)
        : throw new ArgumentException($"{name} is {StepValues.KindOf(value)}; it must be {ValueShape.AnyMap}.");

    /// <summary>A figure; a whole number in a journal comes back as one.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static double NumberOf(object? value) => value switch
    {
        double number => number,
        long integer => integer,
        _ => throw new ArgumentException($"A figure is {StepValues.KindOf(value)}; it must be {ValueShape.Number}."),
    };

    private static ValidationIssue ReadOne(StepArguments issue) => new(
        issue.Text("rule"),
        issue.Text("severity"),
        issue.Text("message"),
        issue.Has("file") ? issue.Text("file") : null,
        (int)issue.WholeNumber("line", 0),
        (int)issue.WholeNumber("column", 0))
    {
        Suggestion = issue.Has("suggestion") ? issue.Text("suggestion") : null,
    };
}
