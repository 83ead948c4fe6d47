using Weir.Generation.Code;
using Weir.Generation.Contracts;
using Weir.Generation.Templates;

namespace Weir.Tests.Generation.Code;

public class PackageCodeTests
{
    [Theory]
    [InlineData("effect", "NodeSampleEffect")]
    [InlineData("compute", "NodeSampleCompute")]
    [InlineData("reducer", "NodeSampleReducer")]
    [InlineData("orchestrator", "NodeSampleOrchestrator")]
    public void Code_OfTheSmallestContractOfEveryKind_Compiles(string kind, string name) =>
        Assert.Empty(GeneratedCode.Problems(GeneratedCode.Yaml(name: name, kind: kind)));

    [Theory]
    [InlineData("Task")]
    [InlineData("String")]
    [InlineData("Object")]
    [InlineData("Event")]
    [InlineData("IReadOnlyList")]
    [InlineData("JsonElement")]
    [InlineData("JsonPropertyName")]
    [InlineData("JsonConverterAttribute")]
    [InlineData("DateTimeOffset")]
    [InlineData("Guid")]
    [InlineData("System")]
    [InlineData("Weir")]
    [InlineData("Models")]
    [InlineData("Nodes")]
    [InlineData("Json")]
    [InlineData("Rules")]
    [InlineData("Node")]
    [InlineData("class")]
    [InlineData("record")]
    [InlineData("Violation")]
    [InlineData("StepContext")]
    [InlineData("SampleRequest")]
    [InlineData("Exception")]
    public void Code_OfAModelNamedLikeSomethingElse_Compiles(string model) => Assert.Empty(GeneratedCode.Problems(GeneratedCode.Yaml($$"""
        definitions:
          {{model}}:
            type: object
            required: [id, items, at]
            properties:
              id: { type: string, format: uuid }
              at: { type: string, format: date-time }
              day: { type: string, format: date, default: "2026-01-02" }
              items: { type: array, items: { $ref: "#/definitions/{{model}}" } }
              any: {}
              kind: { type: string, enum: [a, b], default: a }
              next: { $ref: "#/definitions/{{model}}" }
        io_operations:
          - { name: run, input_model: "{{model}}", output_model: "{{model}}" }
        """)));

    [Theory]
    [InlineData("class")]
    [InlineData("event")]
    [InlineData("get type")]
    [InlineData("equality contract")]
    [InlineData("to-string")]
    [InlineData("$ref")]
    [InlineData("$type")]
    [InlineData("JsonIgnoreCondition")]
    [InlineData("System")]
    [InlineData("Models")]
    [InlineData("Global")]
    [InlineData("value")]
    [InlineData("Thing")]
    [InlineData("with \"quotes\" and \\ and {braces}")]
    [InlineData("日本語")]
    public void Code_OfAFieldNamedLikeSomethingElse_Compiles(string field)
    {
        var name = System.Text.Json.JsonSerializer.Serialize(field);
        Assert.Empty(GeneratedCode.Problems(GeneratedCode.Yaml($$"""
            definitions:
              Thing:
                type: object
                required: [{{name}}]
                properties:
                  {{name}}: { type: string, minLength: 2, maxLength: 30, pattern: "^[a-z]+$" }
                  other: { type: string, default: x, enum: [x, y] }
                  date_time_offset: { type: string, format: date-time, default: "2026-01-02T03:04:05+00:00" }
                  list: { type: array, items: { type: object, properties: { {{name}}: { type: integer, minimum: 1 } } }, minItems: 1 }
            io_operations:
              - { name: work, input_model: Thing, output_model: Thing }
            """)));
    }

    [Theory]
    [InlineData("\"quotes\" and 'quotes'")]
    [InlineData("*/ </summary> ]]> & <x>")]
    [InlineData("{{Names.Node}} {{{x}}} {{#each}}")]
    [InlineData("line\nline\r\nline")]
    [InlineData("\u202e\u200f right to left \u2028 \u2029 \u0085")]
    [InlineData("@\"verbatim\" $\"{interpolated}\" \"\"\"raw\"\"\"")]
    [InlineData("\u0001\u0002 and \ufffe")]
    [InlineData("| a | table | `code` # heading")]
    public void Code_OfHostileText_CompilesAndCarriesItAsItIs(string text)
    {
        var literal = System.Text.Json.JsonSerializer.Serialize(text + " (at least ten characters)");
        var yaml = $$"""
            schema_version: v2.0.0
            name: NodeHostileCompute
            node_type: compute
            version: { major: 1, minor: 0, patch: 0 }
            description: {{literal}}
            configuration:
              greeting: { default: {{literal}}, description: {{literal}} }
            health_checks: { components: [ { name: {{literal}} } ] }
            definitions:
              Thing:
                type: object
                description: {{literal}}
                properties:
                  text: { type: string, default: {{literal}}, description: {{literal}} }
                  choice: { type: string, enum: [ {{literal}}, other ], default: {{literal}} }
            io_operations:
              - { name: work, description: {{literal}}, input_model: Thing, output_model: Thing }
            """;
        Assert.Empty(GeneratedCode.Problems(yaml));

        var node = GeneratedCode.Load(GeneratedCode.Write(GeneratedCode.Read(yaml), withTests: false));
        var thing = Activator.CreateInstance(node.GetType("Nodes.HostileCompute.Models.Thing", throwOnError: true)!)!;
        Assert.Equal(text + " (at least ten characters)", thing.GetType().GetProperty("Text")!.GetValue(thing));
        var type = node.GetType("Nodes.HostileCompute.NodeHostileComputeBase", throwOnError: true)!;
        Assert.Equal(text + " (at least ten characters)", type.GetProperty("Description")!.GetValue(null));
    }

    [Theory]
    [InlineData("reducer", "NodeHealthReducer", "subcontracts: { fsm: { states: [a] } }\nhealth_checks: { components: [ { name: x } ] }")]
    [InlineData("effect", "NodeSampleEffect", "configuration: { sample_settings: 1, sample_settings_record: 2 }")]
    [InlineData("effect", "NodeSampleEffect", "definitions: { NodeSampleEffect: { type: object }, NodeSampleEffectBase: { type: object } }")]
    [InlineData("compute", "NodeNodeCompute", "health_checks: { components: [ { name: node, timeout_seconds: 0.1234 } ] }")]
    [InlineData("compute", "NodeWeirCompute", "io_operations: [ { name: check_health }, { name: run }, { name: run_checked }, { name: get_type } ]")]
    public void Code_OfNamesThatMeetOurOwn_Compiles(string kind, string name, string rest) =>
        Assert.Empty(GeneratedCode.Problems(GeneratedCode.Yaml(rest, name, kind)));

    [Fact]
    public void Code_OfRandomContracts_Compiles()
    {
        var seeds = int.Parse(Environment.GetEnvironmentVariable("WEIR_RANDOM_CONTRACTS") ?? "12", System.Globalization.CultureInfo.InvariantCulture);
        Assert.All(Enumerable.Range(1, seeds), seed => Assert.True(GeneratedCode.Problems(RandomContract.Write(seed)) is [], string.Join("\n", GeneratedCode.Problems(RandomContract.Write(seed)))));
    }

    [Fact]
    public void Code_OfModelsThatAllReferToOneAnother_IsWrittenAndStaysSmall()
    {
        var models = Enumerable.Range(0, 12).Select(model =>
            $"  M{model}: {{ type: object, properties: {{ {string.Join(", ", Enumerable.Range(0, 12).Select(other => $"p{other}: {{ $ref: '#/definitions/M{other}' }}"))} }} }}");
        var files = GeneratedCode.Write(GeneratedCode.Read(GeneratedCode.Yaml("definitions:\n" + string.Join('\n', models))));
        Assert.InRange(files.Sum(file => file.Text.Length), 1, 2_000_000);
    }

    [Theory]
    [InlineData("definitions:\n  M12: { type: object, properties: {} }\n", true)]
    [InlineData("definitions: { A: { type: object, required: [l], properties: { l: { type: array, minItems: 1000, items: { type: array, minItems: 1000, items: { type: array, minItems: 1000, items: { type: integer } } } } } } }", false)]
    [InlineData("definitions: { A: { type: object, required: [l], properties: { l: { type: array, minItems: 1000, items: { type: string, minLength: 20000 } } } } }", false)]
    public void Tests_WhereASampleWouldBeTooLarge_AreLeftOutWithAWarning(string definitions, bool isChain)
    {
        if (isChain)
        {
            definitions += string.Concat(Enumerable.Range(0, 12).Select(model =>
                $"  M{model}: {{ type: object, required: [a, b, c, d], properties: {{ {string.Join(", ", "abcd".Select(name => $"{name}: {{ $ref: '#/definitions/M{model + 1}' }}"))} }} }}\n"));
        }

        var (files, warnings) = new PackageCode(GeneratedCode.Read(GeneratedCode.Yaml(definitions)), new TemplateCatalog()).Tests();
        Assert.Contains(warnings, warning => warning.Code == Weir.Generation.GenerationCodes.NoSample);
        Assert.InRange(files.Sum(file => file.Text.Length), 1, 2_000_000);
    }

    [Fact]
    public void Code_OfVeryLongNames_Compiles()
    {
        var x = new string('x', 1000);
        Assert.Empty(GeneratedCode.Problems(GeneratedCode.Yaml($$"""
            configuration: { {{x}}: 1 }
            subcontracts: { fsm: { states: [ {{x}}, {{x}}y ] } }
            health_checks: { components: [ { name: {{x}} } ] }
            definitions:
              {{x}}: { type: object, properties: { {{x}}: { type: string, enum: [ {{x}} ] }, {{x}}y: { type: object, properties: { {{x}}: { type: integer } } } } }
            io_operations: [ { name: {{x}}, input_model: {{x}} } ]
            """)));
    }

    [Fact]
    public void Code_OfModelsNamedLikeMembersOfARecord_Compiles() => Assert.Empty(GeneratedCode.Problems(GeneratedCode.Yaml(
        "definitions: { " + string.Join(", ", ((string[])["Equals", "ToString", "GetHashCode", "PrintMembers", "EqualityContract"]).Select(name => $"{name}: {{ type: object, properties: {{ a: {{ type: integer }} }} }}")) + " }")));

    [Fact]
    public void Code_OfALongListOfNumbers_CompilesSoon() => Assert.Empty(GeneratedCode.Problems(GeneratedCode.Yaml(
        $"definitions: {{ A: {{ type: object, properties: {{ n: {{ type: integer, enum: [{string.Join(", ", Enumerable.Range(0, 3000))}] }} }} }} }}")));

    [Fact]
    public void Tests_WhereNoTextIsFoundForAPattern_AreLeftOutWithAWarning()
    {
        var contract = GeneratedCode.Read(GeneratedCode.Yaml("""
            definitions:
              Thing: { type: object, required: [code], properties: { code: { type: string, pattern: "^(?=x)y" } } }
            """));
        var (files, warnings) = new PackageCode(contract, new TemplateCatalog()).Tests();
        Assert.Contains(warnings, warning => warning.Code == Weir.Generation.GenerationCodes.NoSample && warning.Position.Line == 7);
        Assert.DoesNotContain(files, file => file.Text.Contains("Sample_BreaksNoRule", StringComparison.Ordinal) && file.Path.Contains("Thing", StringComparison.Ordinal));
    }

    [Fact]
    public void Tests_WhereTheContractGivesAnExample_UseIt()
    {
        var contract = GeneratedCode.Read(GeneratedCode.Yaml("""
            definitions:
              Thing: { type: object, required: [code], properties: { code: { type: string, pattern: "^(?=x)x[a-z]+$", example: xyz } } }
            """));
        var (files, warnings) = new PackageCode(contract, new TemplateCatalog()).Tests();
        Assert.Empty(warnings);
        Assert.Contains(files, file => file.Text.Contains("xyz", StringComparison.Ordinal));
    }

    [Fact]
    public void Tests_WhereNothingBreaksAPattern_SayTheBreachIsNotTested()
    {
        var contract = GeneratedCode.Read(GeneratedCode.Yaml("""
            definitions:
              Thing: { type: object, properties: { code: { type: string, pattern: ".*" } } }
            """));
        var (_, warnings) = new PackageCode(contract, new TemplateCatalog()).Tests();
        Assert.Equal([Weir.Generation.GenerationCodes.NoCounterexample], warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void Code_OfOneContract_IsTheSameEveryTime()
    {
        var yaml = GeneratedCode.Yaml("""
            definitions:
              Thing: { type: object, properties: { code: { type: string, pattern: "^[a-z]{3}$" }, kind: { type: string, enum: [a, b] } } }
            """);
        Assert.Equal(GeneratedCode.Write(GeneratedCode.Read(yaml)), GeneratedCode.Write(GeneratedCode.Read(yaml)));
    }
}
