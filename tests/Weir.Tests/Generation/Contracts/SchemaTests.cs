using Weir.Generation.Contracts;

namespace Weir.Tests.Generation.Contracts;

public sealed class SchemaTests
{
    private const string Other = "  Other: {properties: {id: {type: integer}}, required: [id]}\n  Code: {type: string, pattern: \"^[A-Z]+$\", example: ABC, description: A code.}\n  Tags: {items: {type: string}, default: [a]}\n  Color: {enum: [red, \"dark red\"]}\n";

    public static TheoryData<string, SchemaType> Types => new()
    {
        { "{type: string}", new StringSchema() },
        { "{type: string, minLength: 1, maxLength: 5, pattern: ^a}", new StringSchema { MinLength = 1, MaxLength = 5, Pattern = "^a" } },
        { "{type: string, format: date-time}", new StringSchema { Format = StringFormat.DateTime } },
        { "{type: string, format: uri}", new StringSchema { Format = StringFormat.Uri } },
        { "{type: integer}", new NumberSchema { IsInteger = true } },
        { "{type: integer, minimum: 0x10, maximum: 1e3}", new NumberSchema { IsInteger = true, Minimum = 16, Maximum = 1000 } },
        { "{type: number, exclusiveMinimum: -1.5, exclusiveMaximum: 2}", new NumberSchema { IsInteger = false, ExclusiveMinimum = -1.5m, ExclusiveMaximum = 2 } },
        { "{type: boolean}", new BooleanSchema() },
        { "{type: object}", new JsonSchema { MustBeObject = true } },
        { "{}", new JsonSchema() },
        { "{description: Anything.}", new JsonSchema() },
        { "{type: array}", new ListSchema { Item = new JsonSchema() } },
        { "{items: {type: integer}, minItems: 1, maxItems: 3}", new ListSchema { Item = new NumberSchema { IsInteger = true }, MinItems = 1, MaxItems = 3 } },
        { "{items: {items: {type: boolean}}}", new ListSchema { Item = new ListSchema { Item = new BooleanSchema() } } },
        { "{$ref: \"#/definitions/Other\"}", new NamedSchema("Other") },
        { "{$ref: \"#/definitions/Color\"}", new NamedSchema("Color") },
        { "{$ref: \"#/definitions/Code\"}", new StringSchema { Pattern = "^[A-Z]+$" } },
        { "{$ref: \"#/definitions/Tags\"}", new ListSchema { Item = new StringSchema() } },
        { "{items: {$ref: \"#/definitions/Tags\"}}", new ListSchema { Item = new ListSchema { Item = new StringSchema() } } },
        { "{properties: {a: {}}}", new NamedSchema("AField") },
        { "{type: object, additionalProperties: false}", new NamedSchema("AField") },
        { "{type: object, properties: {}}", new NamedSchema("AField") },
        { "{items: {properties: {a: {}}}}", new ListSchema { Item = new NamedSchema("AFieldItem") } },
        { "{enum: [a, b]}", new NamedSchema("AField") },
        { "{type: string, enum: [on, off, yes]}", new NamedSchema("AField") },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Read_OfASchema_GivesItsType(string schema, SchemaType expected)
    {
        Assert.Equal(expected, Field(schema).Type);
    }

    [Theory]
    [InlineData("{enum: [1, 2]}", true)]
    [InlineData("{enum: [1, 2.5]}", false)]
    [InlineData("{type: number, enum: [1, 2]}", false)]
    public void Read_OfNumbersToChooseFrom_GivesTheNumbers(string schema, bool isInteger)
    {
        var number = Assert.IsType<NumberSchema>(Field(schema).Type);

        Assert.Equal(isInteger, number.IsInteger);
        Assert.Equal(2, number.Allowed.Count);
    }

    [Theory]
    [InlineData("{type: string, default: 2024-01-01}", "\"2024-01-01\"")]
    [InlineData("{type: string, default: \"é \\\" \\u202e\"}", "\"é \\\" \\u202E\"")]
    [InlineData("{type: string, format: uuid, default: 3F2504E0-4F89-41D3-9A0C-0305E82C3301}", "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\"")]
    [InlineData("{type: string, format: date-time, default: 2024-01-01T00:00:00.5+02:00}", "\"2024-01-01T00:00:00.5+02:00\"")]
    [InlineData("{type: string, maxLength: 1, default: 😀}", "\"😀\"")]
    [InlineData("{type: integer, default: 5.0}", "5")]
    [InlineData("{type: number, default: 1.50}", "1.5")]
    [InlineData("{type: number, default: 1e3}", "1000")]
    [InlineData("{type: number, default: 1e-28}", "0.0000000000000000000000000001")]
    [InlineData("{type: boolean, default: True}", "true")]
    [InlineData("{default: {a: [1, x, null, true]}}", "{\"a\":[1,\"x\",null,true]}")]
    [InlineData("{items: {type: integer}, default: [1, 2]}", "[1,2]")]
    [InlineData("{$ref: \"#/definitions/Other\", default: {id: 1, more: 2}}", "{\"id\":1,\"more\":2}")]
    [InlineData("{$ref: \"#/definitions/Color\", default: dark red}", "\"dark red\"")]
    [InlineData("{$ref: \"#/definitions/Tags\"}", "[\"a\"]")]
    [InlineData("{$ref: \"#/definitions/Tags\", default: [b]}", "[\"b\"]")]
    [InlineData("{type: string, default: null}", null)]
    [InlineData("{type: string}", null)]
    public void Read_OfADefault_GivesItAsJsonOfTheType(string schema, string? expected)
    {
        var json = Field(schema).DefaultJson;

        Assert.Equal(expected is null, json is null);
        if (expected is not null)
        {
            using var left = System.Text.Json.JsonDocument.Parse(expected);
            using var right = System.Text.Json.JsonDocument.Parse(json!);
            Assert.True(System.Text.Json.JsonElement.DeepEquals(left.RootElement, right.RootElement), json);
        }
    }

    [Theory]
    [InlineData("{type: integer, example: 1}", "1")]
    [InlineData("{type: integer, example: 1, examples: [2, 3]}", "1 2 3")]
    [InlineData("{$ref: \"#/definitions/Code\"}", "\"ABC\"")]
    [InlineData("{$ref: \"#/definitions/Code\", example: DEF}", "\"DEF\"")]
    [InlineData("{minItems: 2, items: {$ref: \"#/definitions/Code\"}}", "[\"ABC\",\"ABC\"]")]
    [InlineData("{minItems: 20, items: {$ref: \"#/definitions/Code\"}}", "")]
    public void Read_OfExamples_GivesThemAsJson(string schema, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Field(schema).ExamplesJson));
    }

    [Fact]
    public void Read_OfAReference_TakesTheDescriptionBesideItOrThatOfTheDefinition()
    {
        Assert.Equal("A code.", Field("{$ref: \"#/definitions/Code\"}").Description);
        Assert.Equal("Mine.", Field("{$ref: \"#/definitions/Code\", description: Mine.}").Description);
    }

    [Fact]
    public void Read_OfAModelThatMayHoldItself_AllowsIt()
    {
        var contract = Sample.Read("""
            definitions:
              Tree:
                required: [children]
                properties:
                  parent: {$ref: "#/definitions/Tree"}
                  children: {items: {$ref: "#/definitions/Tree"}}
                example: {children: [{children: []}]}
            """);

        Assert.Equal(new NamedSchema("Tree"), contract.Field("Tree", "parent").Type);
        Assert.True(contract.Field("Tree", "children").Required);
    }

    [Fact]
    public void Read_OfARecord_KnowsWhetherItIsClosed()
    {
        var contract = Sample.Read("definitions: {A: {properties: {}, additionalProperties: false}, B: {properties: {}, additionalProperties: true}}");

        Assert.Equal((true, false), (contract.Record("A").Closed, contract.Record("B").Closed));
    }

    [Fact]
    public void Read_OfAPatternThatNeedsBacktracking_ChecksItToo()
    {
        Assert.Equal("\"ab\"", Field("{type: string, pattern: \"^a(?=b)\", default: ab}").DefaultJson);
    }

    [Fact]
    public void Read_OfManyPatternsMadeToBeSlow_GivesUpSoon()
    {
        const string slow = "{type: string, pattern: \"^(a+)+(?=b)$\", default: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac";
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var errors = Sample.Errors("definitions: {A: {properties: {" + string.Join(", ", Enumerable.Range(0, 300).Select(i => $"f{i}: {slow}{i}}}")) + "}}}");

        Assert.Equal(300, errors.Count);
        Assert.All(errors, error => Assert.EndsWith("takes too long on it.", error.Message, StringComparison.Ordinal));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"Reading took {watch.Elapsed}.");
    }

    private static RecordField Field(string schema) => Sample.Read($"definitions:\n{Other}  A: {{properties: {{field: {schema}}}}}").Field("A", "field");
}
