using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Weir.Yaml;
using Weir.Yaml.Files;

namespace Weir.Tests.Yaml.Files;

/// <summary>The page of workflow files describes every key that the reader takes, with its default, its words and its range, and no other.</summary>
public sealed partial class WorkflowKeysTests
{
    private static readonly SchemaWalk Schema = SchemaWalk.Of(WorkflowPage.Types);

    [Fact]
    public void Page_EveryExample_IsAFileWithoutMistakes()
    {
        var examples = WorkflowPage.Examples.ToArray();
        Assert.InRange(examples.Length, 12, 100);
        Assert.All(examples, static example =>
            Assert.Empty(WorkflowFile.Read(Encoding.UTF8.GetBytes(example), "w.yaml", new WorkflowFileOptions { Types = WorkflowPage.Types }).Diagnostics));
    }

    [Theory]
    [InlineData("The file", "")]
    [InlineData("`inputs`", "inputs/*")]
    [InlineData("`permissions`", "permissions")]
    [InlineData("`defaults`", "defaults")]
    [InlineData("`budget`", "budget")]
    [InlineData("`stages`", "stages/*")]
    [InlineData("`steps`", "stages/*/steps/*")]
    [InlineData("`retry`", "stages/*/steps/*/retry")]
    [InlineData("`retry`", "defaults/retry")]
    [InlineData("`fallback`", "stages/*/steps/*/fallback")]
    [InlineData("`cheaper`", "stages/*/steps/*/cheaper")]
    [InlineData("`cache`", "stages/*/steps/*/cache")]
    public void Page_DescribesEveryKey(string heading, string path)
    {
        var schema = Schema.At(path);
        var rows = WorkflowPage.RowsOf(heading);
        Assert.Equal(SchemaWalk.KeysOf(schema).Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, row) in rows)
        {
            var cells = row.Split('|', StringSplitOptions.TrimEntries);
            Assert.True(cells.Length == 6 && cells[2..5].All(static cell => cell.Length > 0), $"The row of '{key}' needs key, type, default and effect: {row}");
            Assert.True(cells[3] == "required" == SchemaWalk.IsRequired(schema, key), $"The default of '{key}' is 'required' where the key must be given, and only there: {row}");
            var missing = FactsOf(SchemaWalk.Below(schema, key)).FirstOrDefault(fact => !row.Contains(fact, StringComparison.Ordinal));
            Assert.True(missing is null, $"The row of '{key}' does not say '{missing}': {row}");
        }
    }

    /// <summary>Were a section missing above, so would be this owner of keys.</summary>
    [Fact]
    public void Schema_HasNoKeysElsewhere() => Assert.Equal(
        ["", "budget", "defaults", "defaults/retry", "inputs/*", "permissions", "stages/*", "stages/*/steps/*", "stages/*/steps/*/cache", "stages/*/steps/*/cheaper", "stages/*/steps/*/fallback", "stages/*/steps/*/retry"],
        Schema.Owners().Order(StringComparer.Ordinal));

    /// <summary>The reader itself says what it knows where it finds a key that it does not know.</summary>
    [Fact]
    public void Schema_HasTheKeysThatTheReaderTakes()
    {
        const string Text = """
            weir: 1
            name: w
            QQQQQ: ""
            inputs: { a: { type: json, QQQQQ: inputs/* } }
            permissions: { QQQQQ: permissions }
            defaults: { QQQQQ: defaults, retry: { QQQQQ: defaults/retry } }
            budget: { QQQQQ: budget }
            stages:
            - name: s
              QQQQQ: stages/*
              steps:
              - name: a
                uses: json.query
                with: { data: {}, query: $ }
                QQQQQ: stages/*/steps/*
                retry: { QQQQQ: stages/*/steps/*/retry }
                fallback: { uses: json.query, with: { data: {}, query: $ }, QQQQQ: stages/*/steps/*/fallback }
                cheaper: { uses: json.query, with: { data: {}, query: $ }, QQQQQ: stages/*/steps/*/cheaper }
                cache: { ttl: 1s, QQQQQ: stages/*/steps/*/cache }
            """;
        var lines = Text.Split('\n');
        var findings = WorkflowFile.Read(Encoding.UTF8.GetBytes(Text), "w.yaml", new WorkflowFileOptions { Types = WorkflowPage.Types }).Diagnostics;
        var known = findings.Where(static finding => finding.Code == YamlCodes.UnknownField).ToDictionary(
            finding => Owner().Match(lines[finding.Position.Line - 1], finding.Position.Column - 1).Groups[1].Value,
            static finding => Quoted().Matches(finding.Message[finding.Message.IndexOf("Known: ", StringComparison.Ordinal)..]).Select(static match => match.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.Equal(Schema.Owners().Order(StringComparer.Ordinal), known.Keys.Order(StringComparer.Ordinal));
        Assert.All(known, static owner => Assert.Equal(SchemaWalk.KeysOf(Schema.At(owner.Key)).Order(StringComparer.Ordinal), owner.Value));
    }

    /// <summary>What a row must say: the default, all words but the step types, and a range that somebody might reach.</summary>
    private static IEnumerable<string> FactsOf(JsonObject schema)
    {
        if (schema["default"] is { } value)
        {
            yield return $"| {value.ToString().ToLowerInvariant()} |";
        }

        if (schema["enum"] is JsonArray words && words.Count < 10)
        {
            foreach (var word in words)
            {
                yield return word!.ToString();
            }
        }

        if (schema["maximum"] is { } greatest && greatest.GetValue<decimal>() <= 1_000_000_000)
        {
            yield return greatest.GetValue<decimal>().ToString("N0", CultureInfo.InvariantCulture);
        }

        if (schema["description"]?.ToString().Contains("at most 24h", StringComparison.Ordinal) == true)
        {
            yield return "at most 24h";
        }
    }

    [GeneratedRegex("QQQQQ: ([^\\s,\"]*)")]
    private static partial Regex Owner();

    [GeneratedRegex("(?:Known: |, )([a-z-]+)")]
    private static partial Regex Quoted();
}
