using System.Runtime.CompilerServices;

namespace Weir.Tests.Generation.Contracts;

/// <summary>The examples of docs/contracts.md, as they stand on the page.</summary>
internal static class ContractPage
{
    /// <summary>The YAML behind the marker <c>&lt;!-- example: name --&gt;</c>.</summary>
    public static string Example(string name)
    {
        var page = ReadDocument("contracts.md");
        var marker = page.IndexOf($"<!-- example: {name} -->", StringComparison.Ordinal);
        Assert.True(marker >= 0, $"docs/contracts.md has no example '{name}'.");
        var start = page.IndexOf("```yaml\n", marker, StringComparison.Ordinal) + "```yaml\n".Length;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }

    public static string ReadDocument(string name, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../../../docs", name)).ReplaceLineEndings("\n");
}
