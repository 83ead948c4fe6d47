using System.Text.Json.Nodes;
using Weir.Tests.Generation.Contracts;
using Weir.Yaml;
using Weir.Yaml.Files;
using Weir.Yaml.StepTypes;

namespace Weir.Tests.Yaml.Files;

/// <summary>The schema knows every key that the reader takes, as far as the page of workflow files uses them.</summary>
public class WorkflowSchemaTests
{
    private readonly JsonNode _schema = JsonNode.Parse(WorkflowSchema.Create(new StepTypeCatalog(StandardStepTypes.All)))!;

    [Fact]
    public void Create_HasADefinitionForEveryTypeAndParameter() => Assert.All(StandardStepTypes.All, type => Assert.Equal(
        type.Parameters.Select(static parameter => parameter.Name),
        _schema["definitions"]![$"with {type.Name}"]!["properties"]!.AsObject().Select(static entry => entry.Key)));

    [Fact]
    public void Create_KnowsTheKeysOfTheDocumentedFile()
    {
        var text = ContractPage.ReadDocument("workflow-files.md");
        var start = text.IndexOf("```yaml\n", StringComparison.Ordinal) + 8;
        var root = YamlReader.Read(text[start..text.IndexOf("```", start, StringComparison.Ordinal)], "w.yaml").Root!;
        Check(root, _schema, "");
    }

    private void Check(YamlNode node, JsonNode schema, string path)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            schema = _schema["definitions"]![Uri.UnescapeDataString(reference["#/definitions/".Length..])]!;
        }

        switch (node)
        {
            case YamlMapping map when schema["properties"] is { } properties:
                Assert.All(schema["required"]?.AsArray() ?? [], name => Assert.True(map.TryGet(name!.GetValue<string>(), out _), path));
                foreach (var entry in map.Entries)
                {
                    Assert.True(properties[entry.Name] is not null, $"{path}/{entry.Name}");
                    Check(entry.Value, properties[entry.Name]!, $"{path}/{entry.Name}");
                }

                break;
            case YamlMapping map when schema["additionalProperties"] is JsonObject each:
                Assert.All(map.Entries, entry => Check(entry.Value, each, $"{path}/{entry.Name}"));
                break;
            case YamlSequence list when schema["items"] is { } item:
                Assert.All(list.Items, one => Check(one, item, path));
                break;
        }
    }
}
