using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;
using Weir.Tests.Conventions;
using Weir.Tests.Pipelines.Randomized;
using Weir.Yaml;
using Weir.Yaml.Files;

namespace Weir.Tests.Yaml.Files;

/// <summary>The schema of workflow files before a validator and before an editor: what is right passes, what is wrong does not, and each step type's keys are offered.</summary>
public class WorkflowSchemaTests
{
    private const string Sound = """
        weir: 1
        name: w
        inputs: { city: { type: string, default: Madrid } }
        permissions: { read: [ data/ ] }
        stages:
          - name: s
            parallel: 4
            steps:
              - name: a
                uses: file.read
                with: { path: data/a.txt, as: json }
                retry: { attempts: 2, delay: 1s }
                fallback: { uses: json.query, with: { data: {}, query: $ } }
                needs: []

        """;

    private static readonly int Count = RandomPipelineTests.Setting("WEIR_RANDOM_FILES", 1_000);
    private static readonly Lazy<Task<JsonSchema>> Committed = new(static () => JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "schemas", "workflow.schema.json")));
    private static readonly SchemaWalk Walk = SchemaWalk.Of(WorkflowPage.Types);

    public static TheoryData<string> Samples => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "workflows"), "*.weir.yaml", SearchOption.AllDirectories)
        .Select(static file => Path.GetRelativePath(Repository.Root, file)).Where(static file => !file.Contains("/out/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_IsValid(string file) => Assert.Empty(await ErrorsAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root, file), Some.Token)));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_ThatNamesASchema_NamesTheCommittedOne(string file)
    {
        const string Comment = "# yaml-language-server: $schema=";
        var path = Path.Combine(Repository.Root, file);
        var named = File.ReadLines(path).Where(static line => line.StartsWith(Comment, StringComparison.Ordinal)).Select(line => Path.GetFullPath(line[Comment.Length..], Path.GetDirectoryName(path)!));
        // The workflow of the generation is shipped, and there is no schema beside it then.
        Assert.Equal(file.EndsWith("generate.weir.yaml", StringComparison.Ordinal) ? [] : [Path.Combine(Repository.Root, "schemas", "workflow.schema.json")], named);
    }

    [Fact]
    public async Task ExamplesOfThePage_AreValid()
    {
        foreach (var example in WorkflowPage.Examples)
        {
            Assert.True(await ErrorsAsync(example) is { Count: 0 }, $"{example}\n{string.Join('\n', await ErrorsAsync(example))}");
        }
    }

    [Theory]
    [InlineData("parallel: 4", "paralel: 4")]
    [InlineData("retry: { attempts: 2, delay: 1s }", "retry: { attempt: 2 }")]
    [InlineData("with: { path: data/a.txt, as: json }", "with: { path: data/a.txt, is: json }")]
    [InlineData("with: { path: data/a.txt, as: json }", "with: { path: data/a.txt, as: xml }")]
    [InlineData("with: { path: data/a.txt, as: json }", "with: { as: json }")]
    [InlineData("        with: { path: data/a.txt, as: json }\n", "")]
    [InlineData("uses: file.read", "uses: file.raed")]
    [InlineData("        uses: file.read\n", "")]
    [InlineData("uses: json.query", "uses: json.qery")]
    [InlineData("with: { data: {}, query: $ }", "with: { data: {} }")]
    [InlineData("name: w", "name: my workflow")]
    [InlineData("name: w", "name: 5")]
    [InlineData("weir: 1", "weir: 2")]
    [InlineData("parallel: 4", "parallel: four")]
    [InlineData("parallel: 4", "parallel: 0")]
    [InlineData("needs: []", "needs: a")]
    [InlineData("delay: 1s", "delay: 1 s")]
    [InlineData("type: string", "type: text")]
    [InlineData("city: {", "my city: {")]
    [InlineData("read: [ data/ ]", "raed: [ data/ ]")]
    [InlineData("stages:", "stage:")]
    public async Task WhatTheReaderRefuses_IsNotValid(string sound, string wrong)
    {
        Assert.Empty(await ErrorsAsync(Sound));
        Assert.NotNull(Read(Sound).File);

        var text = Sound.Replace(sound, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Sound, text);
        Assert.Null(Read(text).File);
        Assert.NotEmpty(await ErrorsAsync(text));
    }

    /// <summary>An editor that marks what runs is turned off. <c>WEIR_RANDOM_FILES=100000</c> tries as many.</summary>
    [Fact(Timeout = 600_000)]
    public async Task WhatTheReaderAccepts_IsValid()
    {
        var accepted = 0;
        for (var seed = 0; seed < Count; seed++)
        {
            var text = MutatedFileTests.Change(WorkflowPage.WholeExample, new Random(seed));
            if (Read(text).File is not null)
            {
                accepted++;
                var errors = await ErrorsAsync(text);
                Assert.True(errors.Count == 0, $"seed {seed}: {string.Join('\n', errors)}\n{text}");
            }
        }

        Assert.InRange(accepted, Count / 100, Count);
    }

    [Fact]
    public void Editor_IsOfferedTheKeysOfTheFileAndOfAStep()
    {
        var document = Document("file.read");
        Assert.Equal(["weir", "name", "description", "inputs", "permissions", "defaults", "resources", "budget", "stages", "outputs"], Walk.Offered(document));
        Assert.Contains("for-each", Walk.Offered(document, "stages", "0", "steps", "0"));
        Assert.Equal(WorkflowPage.Types.Types.Select(static type => type.Name), Walk.Words(document, "stages", "0", "steps", "0", "uses"));
    }

    [Fact]
    public void Editor_IsOfferedTheParametersOfEachStepTypeAndNoOthers() => Assert.All(WorkflowPage.Types.Types, static type =>
    {
        var parameters = type.Parameters.Select(static parameter => parameter.Name);
        Assert.Equal(parameters, Walk.Offered(Document(type.Name), "stages", "0", "steps", "0", "with"));
        Assert.Equal(parameters, Walk.Offered(Document(type.Name), "stages", "0", "steps", "0", "fallback", "with"));
        Assert.All(type.Parameters.Where(static parameter => parameter.Words.Count > 0), parameter =>
            Assert.Equal(parameter.Words, Walk.Words(Document(type.Name), "stages", "0", "steps", "0", "with", parameter.Name)));
    });

    /// <summary>A file in which somebody has just written <c>uses</c>.</summary>
    private static JsonObject Document(string uses) => new()
    {
        ["stages"] = new JsonArray(new JsonObject
        {
            ["steps"] = new JsonArray(new JsonObject { ["name"] = "a", ["uses"] = uses, ["fallback"] = new JsonObject { ["uses"] = uses } }),
        }),
    };

    private static WorkflowFileReading Read(string text) => WorkflowFile.Read(Encoding.UTF8.GetBytes(text), "w.yaml", new WorkflowFileOptions { Types = WorkflowPage.Types });

    private static async Task<ICollection<ValidationError>> ErrorsAsync(string yaml)
    {
        var schema = await Committed.Value;
        return schema.Validate(Json(YamlReader.Read(yaml, "w.yaml").Root!)!.ToJsonString());
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMapping map => new JsonObject(map.Entries.Select(static entry => KeyValuePair.Create(entry.Name, Json(entry.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Json)]),
        YamlScalar { Kind: YamlScalarKind.Null } => null,
        YamlScalar { Kind: YamlScalarKind.Boolean } scalar => scalar.IsTrue,
        YamlScalar { Kind: YamlScalarKind.WholeNumber } scalar => long.Parse(scalar.Text, CultureInfo.InvariantCulture),
        YamlScalar { Kind: YamlScalarKind.Number } scalar => double.Parse(scalar.Text, CultureInfo.InvariantCulture),
        YamlScalar scalar => scalar.Text,
        _ => throw new InvalidOperationException($"{node.KindText} is no value."),
    };
}
