using Weir.Tests.Conventions;

namespace Weir.Tests.Options;

/// <summary>The tables of docs/options.md and docs/presets.md.</summary>
internal static class OptionsPage
{
    /// <summary>The rows of the table whose first column has a heading, as cells without blanks around them.</summary>
    public static List<string[]> Rows(string page, string heading)
    {
        var lines = Read(page).Split('\n');
        var start = Array.FindIndex(lines, line => line.StartsWith($"| {heading} |", StringComparison.Ordinal));
        Assert.True(start >= 0, $"docs/{page} has no table that begins with '{heading}'.");
        return [.. lines.Skip(start + 2).TakeWhile(static line => line.StartsWith('|')).Select(static line => line.Trim('|').Split(" | ").Select(static cell => cell.Trim()).ToArray())];
    }

    public static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, "docs", page));

    /// <summary>The text of a cell between its marks of code; null: it has none.</summary>
    public static string? Code(string cell) => cell.Split('`') is [_, var code, ..] ? code : null;
}
