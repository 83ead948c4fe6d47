using System.Text.RegularExpressions;
using Weir.AI;
using Weir.Generation.StepTypes;
using Weir.Tests.Generation.Contracts;
using Weir.Yaml.StepTypes;

namespace Weir.Tests.Yaml.Files;

/// <summary>The page of workflow files: its examples as whole files, and its tables.</summary>
internal static partial class WorkflowPage
{
    private const string Step = "{ name: text, uses: json.query, with: { data: { a: 1 }, query: $.a } }";

    private const string Head = """
        weir: 1
        name: example
        inputs:
          city:  { type: string, default: Madrid }
          limit: { type: integer, default: 3 }
          texts: { type: files, default: "data/*.txt" }
        permissions: { read: [ data/ ], write: [ out/ ], http: [ "127.0.0.1:8080" ] }
        resources: { api: 4 }

        """;

    public static string Text { get; } = ContractPage.ReadDocument("workflows.md");

    /// <summary>The step types that the command line knows.</summary>
    public static StepTypeCatalog Types { get; } = new([.. StandardStepTypes.All, .. GenerationStepTypes.Create(), .. AIStepTypes.Create()]);

    /// <summary>The example at the top, which has nearly every key.</summary>
    public static string WholeExample => Yaml().Match(Text).Groups[1].Value;

    /// <summary>Every example; one that is a part of a file stands in a file.</summary>
    public static IEnumerable<string> Examples => Yaml().Matches(Text).Select(static match => AsFile(match.Groups[1].Value));

    /// <summary>The example that follows some words.</summary>
    public static string ExampleAfter(string words) => Yaml().Match(Text, Text.IndexOf(words, StringComparison.Ordinal)).Groups[1].Value;

    /// <summary>The rows of the table below the heading that names something: the key, and the row as it stands there.</summary>
    public static Dictionary<string, string> RowsOf(string owner)
    {
        var section = Sections().Matches(Text).Select(static match => match.Value).FirstOrDefault(text => text[..text.IndexOf('\n', StringComparison.Ordinal)].Contains(owner, StringComparison.Ordinal));
        Assert.True(section is not null, $"docs/workflows.md has no section '### {owner}' for the keys below it.");
        return Rows().Matches(section).ToDictionary(static match => match.Groups[1].Value, static match => match.Value);
    }

    private static string AsFile(string example) => example[..example.IndexOf('\n', StringComparison.Ordinal)] switch
    {
        "# keys of the file" => $"weir: 1\nname: example\n{Inputs(example)}stages: [ {{ name: all, steps: [ {Step} ] }} ]\n{example}",
        "# stages" => $"{Head}stages:\n{example}",
        "# steps" => $"{Head}stages:\n- name: all\n  steps:\n{Indented(example)}",
        _ => example,
    };

    private static string Inputs(string example) => example.Contains("inputs:", StringComparison.Ordinal) ? "" : "inputs: { city: { type: string, default: Madrid } }\n";

    private static string Indented(string text) => string.Concat(text.TrimEnd('\n').Split('\n').Select(static line => $"  {line}\n"));

    [GeneratedRegex("^```yaml\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Yaml();

    [GeneratedRegex(@"^### .*?(?=^##|\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Sections();

    [GeneratedRegex(@"^\| `([^`]+)` \|.*$", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
