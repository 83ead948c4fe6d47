using Weir.Generation.Contracts;
using Weir.Yaml;

namespace Weir.Tests.Generation.Contracts;

/// <summary>What can be wrong with the models of a contract: each finding with its code and place.</summary>
public sealed class SchemaDiagnosticsTests
{
    [Theory]
    [InlineData(ContractCodes.UnknownKeyword, "{type: string, ¶maxLenght: 3}")]
    [InlineData(ContractCodes.UnknownKeyword, "{¶oneOf: []}")]
    [InlineData(ContractCodes.KeywordOfOtherType, "{type: number, ¶minLength: 3}")]
    [InlineData(ContractCodes.KeywordOfOtherType, "{type: integer, ¶format: date}")]
    [InlineData(ContractCodes.KeywordOfOtherType, "{type: boolean, ¶enum: [true]}")]
    [InlineData(ContractCodes.KeywordOfOtherType, "{type: string, ¶properties: {}}")]
    [InlineData(ContractCodes.KeywordOfOtherType, "{¶minLength: 3}")]
    [InlineData(ContractCodes.KeywordOfOtherType, "{$ref: \"#/definitions/Other\", ¶minLength: 3}")]
    [InlineData(ContractCodes.UnknownType, "{type: ¶strin}")]
    [InlineData(ContractCodes.UnknownType, "{type: ¶[string, \"null\"]}")]
    [InlineData(ContractCodes.UnknownType, "{¶type: }")]
    [InlineData(ContractCodes.UnknownFormat, "{type: string, format: ¶ipv4}")]
    [InlineData(ContractCodes.LimitsDisagree, "{type: integer, minimum: ¶5, maximum: 4}")]
    [InlineData(ContractCodes.LimitsDisagree, "{type: integer, exclusiveMinimum: ¶4, exclusiveMaximum: 5}")]
    [InlineData(ContractCodes.LimitsDisagree, "{type: integer, minimum: ¶4.1, maximum: 4.9}")]
    [InlineData(ContractCodes.LimitsDisagree, "{type: integer, exclusiveMinimum: ¶9223372036854775807}")]
    [InlineData(ContractCodes.LimitsDisagree, "{type: number, minimum: ¶4, exclusiveMaximum: 4}")]
    [InlineData(ContractCodes.LimitsDisagree, "{type: string, minLength: ¶5, maxLength: 4}")]
    [InlineData(ContractCodes.LimitsDisagree, "{type: array, minItems: ¶5, maxItems: 4}")]
    [InlineData(ContractCodes.LimitsDisagree, "{type: string, maxLength: 2, enum: [ab, ¶abc]}")]
    [InlineData(ContractCodes.LimitsDisagree, "{type: integer, maximum: 2, enum: [1, ¶3]}")]
    [InlineData(ContractCodes.LimitsDisagree, "{type: integer, enum: [1, ¶1.5]}")]
    [InlineData(YamlCodes.OutOfRange, "{type: string, minLength: ¶-1}")]
    [InlineData(YamlCodes.OutOfRange, "{type: array, maxItems: ¶1.5}")]
    [InlineData(ContractCodes.NumberTooLarge, "{type: number, minimum: ¶1e30}")]
    [InlineData(ContractCodes.NumberTooLarge, "{type: integer, maximum: ¶9223372036854775808}")]
    [InlineData(ContractCodes.NumberTooLarge, "{type: number, enum: [¶.inf]}")]
    [InlineData(YamlCodes.WrongType, "{type: integer, exclusiveMinimum: ¶true}")]
    [InlineData(ContractCodes.Pattern, "{type: string, pattern: ¶\"[\"}")]
    [InlineData(ContractCodes.Pattern, "{type: string, pattern: ¶\"a{2,1}\"}")]
    [InlineData(ContractCodes.ReferenceForm, "{$ref: ¶Other}")]
    [InlineData(ContractCodes.ReferenceForm, "{$ref: ¶\"other.yaml#/definitions/Other\"}")]
    [InlineData(YamlCodes.WrongType, "{$ref: ¶5}")]
    [InlineData(ContractCodes.UnknownDefinition, "{$ref: ¶\"#/definitions/Othr\"}")]
    [InlineData(ContractCodes.Enumeration, "{type: string, enum: ¶[]}")]
    [InlineData(ContractCodes.Enumeration, "{type: string, enum: [a, ¶a]}")]
    [InlineData(ContractCodes.Enumeration, "{type: string, enum: [a, ¶1]}")]
    [InlineData(ContractCodes.Enumeration, "{enum: [a, ¶null]}")]
    [InlineData(ContractCodes.Enumeration, "{type: integer, enum: [1, ¶1]}")]
    [InlineData(ContractCodes.Enumeration, "{type: integer, enum: [1, ¶a]}")]
    [InlineData(YamlCodes.WrongType, "{type: string, enum: ¶a}")]
    [InlineData(ContractCodes.Default, "{type: string, default: ¶5}")]
    [InlineData(ContractCodes.Default, "{type: string, maxLength: 2, default: ¶abc}")]
    [InlineData(ContractCodes.Default, "{type: string, pattern: ^a, default: ¶b}")]
    [InlineData(ContractCodes.Default, "{type: string, format: date, default: ¶2024-02-30}")]
    [InlineData(ContractCodes.Default, "{type: string, format: date-time, default: ¶2024-02-20}")]
    [InlineData(ContractCodes.Default, "{type: string, format: uuid, default: ¶x}")]
    [InlineData(ContractCodes.Default, "{type: string, format: email, default: ¶x}")]
    [InlineData(ContractCodes.Default, "{type: string, format: uri, default: ¶/x}")]
    [InlineData(ContractCodes.Default, "{type: integer, default: ¶1.5}")]
    [InlineData(ContractCodes.Default, "{type: integer, maximum: 3, default: ¶4}")]
    [InlineData(ContractCodes.Default, "{type: integer, enum: [1, 2], default: ¶3}")]
    [InlineData(ContractCodes.Default, "{type: number, default: ¶1e40}")]
    [InlineData(ContractCodes.Default, "{type: boolean, default: ¶yes}")]
    [InlineData(ContractCodes.Default, "{type: object, default: ¶[]}")]
    [InlineData(ContractCodes.Default, "{default: {a: ¶1e40}}")]
    [InlineData(ContractCodes.Default, "{type: array, items: {type: string}, default: [a, ¶1]}")]
    [InlineData(ContractCodes.Default, "{type: array, minItems: 1, default: ¶[]}")]
    [InlineData(ContractCodes.Default, "{enum: [a, b], default: ¶c}")]
    [InlineData(ContractCodes.Default, "{$ref: \"#/definitions/Other\", default: ¶{}}")]
    [InlineData(ContractCodes.Default, "{$ref: \"#/definitions/Other\", default: {id: ¶x}}")]
    [InlineData(ContractCodes.Default, "{$ref: \"#/definitions/Other\", default: {id: 1, ¶more: 2}}")]
    [InlineData(ContractCodes.Example, "{type: string, example: ¶5}")]
    [InlineData(ContractCodes.Example, "{type: integer, examples: [1, ¶x]}")]
    [InlineData(YamlCodes.WrongType, "{type: integer, examples: ¶5}")]
    [InlineData(YamlCodes.WrongType, "{type: integer, description: ¶5}")]
    [InlineData(YamlCodes.WrongType, "¶text")]
    [InlineData(YamlCodes.WrongType, "{type: array, items: ¶string}")]
    [InlineData(YamlCodes.WrongType, "{type: object, additionalProperties: ¶{type: string}}")]
    [InlineData(YamlCodes.WrongType, "{type: object, properties: ¶[a]}")]
    [InlineData(ContractCodes.RequiredUndeclared, "{properties: {a: {}}, required: [¶b]}")]
    [InlineData(ContractCodes.RequiredUndeclared, "{type: object, required: [¶b]}")]
    [InlineData(YamlCodes.ListedTwice, "{properties: {a: {}}, required: [a, ¶a]}")]
    [InlineData(ContractCodes.NoIdentifier, "{properties: {¶\"-\": {}}}")]
    [InlineData(ContractCodes.NoIdentifier, "{properties: {¶\"\": {}}}")]
    [InlineData(ContractCodes.SameClrName, "{properties: {a_b: {}, ¶aB: {}}}")]
    [InlineData(ContractCodes.RequiresItself, "{$ref: \"#/definitions/Outer\"}", "¶field")]
    public void Read_OfABadSchema_NamesCodeAndPlace(string code, string schema, string field = "field")
    {
        const string definitions = """
            definitions:
              Other: {type: object, properties: {id: {type: integer}}, required: [id], additionalProperties: false}
              Outer:
                type: object
                required: [field]
                properties:

            """;

        Sample.AssertFinding(code, $"{Sample.Header}{definitions}      {field}: {schema}");
    }

    [Theory]
    [InlineData(YamlCodes.WrongType, "definitions: ¶[a]")]
    [InlineData(YamlCodes.WrongType, "definitions: {A: ¶text}")]
    [InlineData(ContractCodes.NoIdentifier, "definitions: {¶\"***\": {properties: {}}}")]
    [InlineData(ContractCodes.SameClrName, "definitions: {order_line: {properties: {}}, ¶OrderLine: {properties: {}}}")]
    [InlineData(ContractCodes.SameClrName, "definitions: {InputState: {properties: {}}}\n¶input_state: {properties: {}}")]
    [InlineData(ContractCodes.DefinitionIsItself, "definitions: {A: {$ref: ¶\"#/definitions/A\"}}")]
    [InlineData(ContractCodes.DefinitionIsItself, "definitions: {A: {items: {$ref: \"#/definitions/B\"}}, B: {items: {$ref: ¶\"#/definitions/A\"}}}")]
    [InlineData(ContractCodes.RequiresItself, "definitions: {A: {required: [b], properties: {b: {$ref: \"#/definitions/B\"}}}, B: {required: [a], properties: {¶a: {$ref: \"#/definitions/A\"}}}}")]
    [InlineData(ContractCodes.RequiresItself, "definitions: {A: {required: [b], properties: {¶b: {minItems: 1, items: {$ref: \"#/definitions/A\"}}}}}")]
    [InlineData(ContractCodes.Default, "definitions: {A: {required: [b], properties: {b: {type: string, default: ¶null}}}}")]
    public void Read_OfBadDefinitions_NamesCodeAndPlace(string code, string marked) => Sample.AssertFinding(code, Sample.Header + marked);

    [Fact]
    public void Read_OfAPatternThatIsTooLong_RefusesIt()
    {
        Sample.AssertFinding(ContractCodes.Pattern, Sample.Header + "definitions: {A: {properties: {b: {type: string, pattern: ¶" + new string('a', 1001) + "}}}}");
    }

    [Fact]
    public void Read_OfAModelThatRequiresItself_NamesThePath()
    {
        const string text = """
            definitions:
              A: {required: [b], properties: {b: {$ref: "#/definitions/B"}}}
              B: {required: [a], properties: {a: {$ref: "#/definitions/A"}}}
            """;

        Assert.Contains("A.b → B.a → A", Assert.Single(Sample.Errors(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAChainOfFiveThousandRequiredModels_DoesNotOverflow()
    {
        var models = Enumerable.Range(0, 5_000).Select(i =>
            $"  M{i}: {{required: [next], properties: {{next: {{$ref: \"#/definitions/M{(i + 1) % 5_000}\"}}}}}}");

        var diagnostic = Assert.Single(Sample.Errors("definitions:\n" + string.Join('\n', models)));

        Assert.Equal(ContractCodes.RequiresItself, diagnostic.Code);
    }

    [Fact]
    public void Read_OfTooManyReferencesInARow_NamesThePlaceOfTheLast()
    {
        var aliases = Enumerable.Range(0, 70).Select(i => $"  M{i}: {{$ref: {(i == 64 ? "¶" : "")}\"#/definitions/M{i + 1}\"}}");

        Sample.AssertFinding(ContractCodes.NestedTooDeep, $"{Sample.Header}definitions:\n{string.Join('\n', aliases)}\n  M70: {{type: string}}");
    }

    [Fact]
    public void Read_OfTooManyListsInOneAnother_NamesThePlaceOfTheOuter()
    {
        var lists = Enumerable.Range(0, 17).Select(i => $"  L{i}: {(i == 0 ? "¶" : "")}{{items: {{$ref: \"#/definitions/L{i + 1}\"}}}}");

        Sample.AssertFinding(ContractCodes.NestedTooDeep, $"{Sample.Header}definitions:\n{string.Join('\n', lists)}\n  L17: {{type: string}}");
    }
}
