using System.Text.RegularExpressions;
using Weir.Tests.Conventions;

namespace Weir.Tests.Generation.Contracts;

/// <summary>The tables of docs/contracts.md: every field that is read stands there, and what is said to show its effect is there.</summary>
public sealed partial class ContractFieldTests
{
    // What stands in the form of a field of the section, and is explained there in words.
    private static readonly string[] InTheirRow =
        ["major", "minor", "patch", "description", "name", "required", "services", "enabled", "config", "components", "critical", "timeout_seconds", "input_model", "output_model", "default", "type", "gates", "gate", "template", "generation", "health_checks", "dependencies", "fields"];

    [Fact]
    public void Page_HasEveryFieldThatIsRead()
    {
        var page = ContractPage.ReadDocument("contracts.md");
        var tables = string.Join('\n', page.Split('\n').Where(static line => line.StartsWith('|') || line.StartsWith("A gate is", StringComparison.Ordinal) || line.StartsWith('`')));
        var read = Directory.GetFiles(Path.Combine(Repository.Root, "src", "Weir.Generation", "Contracts", "Reading"), "*.cs")
            .SelectMany(static file => Field().Matches(File.ReadAllText(file)).Select(static match => match.Groups["name"].Value)).Distinct().ToList();

        Assert.True(read.Count > 80, $"Only {read.Count} fields were found in the readers.");
        Assert.All(read, name => Assert.True(tables.Contains(name, StringComparison.Ordinal), $"docs/contracts.md has no '{name}'."));
        Assert.All(read.Except(InTheirRow), name => Assert.Matches($"[`.]{name}`|`{name}[,:` ]|[{{ ,]{name}[,}}]", tables));
    }

    [Fact]
    public void Page_NamesATestForEveryEffect()
    {
        var tests = string.Concat(Sources("tests", "*.cs").Concat(Sources(Path.Combine("src", "Weir.Generation", "Templates", "tests"), "*.hbs")));
        foreach (var row in Rows())
        {
            foreach (Match name in TestName().Matches(row[^1]))
            {
                var part = name.Groups[1].Value.Replace("<Node>", "{{Names.Node}}", StringComparison.Ordinal).TrimEnd('…').Split('.')[^1];
                Assert.True(tests.Contains(part, StringComparison.Ordinal), $"There is no test '{part}', which docs/contracts.md names for {row[0]}.");
            }
        }
    }

    [Fact]
    public void Page_OfAFieldWithoutEffect_NamesTheTestOfItsWarning()
    {
        var none = Rows().Where(static row => row[^2].Trim() is "none" or "others: none" || row[^2].Trim().StartsWith("true: none", StringComparison.Ordinal)).ToList();
        Assert.Equal(10, none.Count);
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Weir.Tests", "Generation", "Contracts", "NoEffectTests.cs"));
        Assert.All(none, row =>
        {
            Assert.Contains("Read_OfAFieldWithoutEffect_Warns", row[^1], StringComparison.Ordinal);
            Assert.Contains($"InlineData(\"{row[0].Trim().Trim('`')}\"", source, StringComparison.Ordinal);
        });
    }

    // The cells of the rows of tables that say what shows the effect.
    private static List<string[]> Rows()
    {
        var rows = new List<string[]>();
        var isTable = false;
        foreach (var line in ContractPage.ReadDocument("contracts.md").Split('\n'))
        {
            isTable = line.StartsWith('|') && (isTable || line.EndsWith("| shown by |", StringComparison.Ordinal));
            if (isTable && !line.EndsWith("| shown by |", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
            {
                rows.Add(line.Trim('|').Split('|'));
            }
        }

        Assert.True(rows.Count > 60, $"Only {rows.Count} rows were found.");
        return rows;
    }

    private static IEnumerable<string> Sources(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    [GeneratedRegex("""(?:\.(?:Find|Require|Text|RequireText|Boolean|WholeNumber|Number|Word|Mapping|Fields|Sequence|Texts|FieldsOfItems)\(|(?:Count|Milliseconds|Texts|ReadSwitch)\(fields, )"(?<name>[a-z_]+)"[,)]""")]
    private static partial Regex Field();

    [GeneratedRegex("`([A-Za-z_<>.]+…?)`")]
    private static partial Regex TestName();
}
