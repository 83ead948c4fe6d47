using Weir.Generation.Code;

namespace Weir.Generation.StepTypes;

/// <summary>Files of a package as values of steps.</summary>
internal static class FileValues
{
    public static ValueShape Shape { get; } = ValueShape.ListOf(ValueShape.MapOf(("path", ValueShape.Text), ("text", ValueShape.Text), ("owned", ValueShape.Boolean)));

    public static object?[] Of(IEnumerable<GeneratedFile> files) => [.. files.Select(static file => new OrderedDictionary<string, object?>
    {
        ["path"] = file.Path,
        ["text"] = file.Text,
        ["owned"] = file.IsOwned,
    })];

    /// <summary>The files of a list; lists in it are lists of files too, so that the outputs of several steps stand beside each other.</summary>
    /// <exception cref="ArgumentException">A value is no file, or its path leads out of the package.</exception>
    public static IReadOnlyList<GeneratedFile> Read(IReadOnlyList<object?> values) =>
        [.. values.SelectMany(static value => value is IReadOnlyList<object?> list ? list : [value]).Select(static value => ReadOne(IssueValues.Fields(value, "A file")))];

    private static GeneratedFile ReadOne(StepArguments file)
    {
        var path = file.Text("path");
        return IsInside(path)
            ? new GeneratedFile(path, file.Text("text"), file.Value("owned") is true)
            : throw new ArgumentException($"The path '{path.ReplaceLineEndings(" ")}' of a file leads out of its package; it must be relative, with '/' between names.");
    }

    private static bool IsInside(string path) =>
        !path.Contains('\\', StringComparison.Ordinal) && !path.Contains('\0', StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal)
        && path.Split('/').All(static name => name is not ("" or "." or ".."));
}
