using System.Text.Json.Nodes;

namespace Weir.Yaml.Files;

/// <summary>The JSON Schema (draft 7, which editors of YAML understand) of workflow files.</summary>
public static class WorkflowSchema
{
    private const string NamePattern = "^[A-Za-z0-9_-]{1,100}$";
    private const string DurationPattern = @"^([0-9]+(\.[0-9]*)?|\.[0-9]+)(ms|s|m|h)$";
    private const string ExpressionPattern = @"^\s*\$\{\{.*\}\}\s*$";

    /// <summary>Makes the schema.</summary>
    /// <param name="types">The step types that <c>uses</c> may name.</param>
    /// <returns>The schema as indented JSON, with a line break at its end.</returns>
    public static string Create(StepTypeCatalog types)
    {
        ArgumentNullException.ThrowIfNull(types);
        var schema = Map("A workflow of Weir.", ["weir", "name", "stages"],
            ("weir", With(new JsonObject { ["enum"] = new JsonArray(1) }, "The version of the format.")),
            ("name", Name("The name of the workflow.")),
            ("description", Text("What the workflow is for.")),
            ("inputs", MapOf("What a run is given.", Reference("input"))),
            ("permissions", Permissions()),
            ("defaults", Map("What holds for steps that do not say.", [], ("timeout", Duration("How long one attempt of a step may take; at most 24h.")), ("retry", Reference("retry")))),
            ("resources", MapOf("Named limits, shared by all runs of one executor.", Whole(1, 1_000_000, "How much there is."))),
            ("budget", Budget()),
            ("stages", ListOf("The stages, in the order of the reports.", Reference("stage"), least: 1)),
            ("outputs", Object("What the workflow gives, by name.")));
        schema["$schema"] = "http://json-schema.org/draft-07/schema#";
        schema["title"] = "Weir workflow";
        schema["definitions"] = Definitions(types);
        return schema.ToJsonString(new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    private static JsonObject Definitions(StepTypeCatalog types)
    {
        var definitions = new JsonObject
        {
            ["expression"] = Pattern(ExpressionPattern, "An expression, alone in the value, so that it keeps its type."),
            ["input"] = Input(),
            ["retry"] = Retry(),
            ["stage"] = Stage(),
            ["step"] = Step(types),
            ["call"] = Call(types, Map("What stands in for the step.", ["uses"], ("uses", Uses(types)), ("with", Object("What it is given.")))),
        };
        foreach (var type in types.Types)
        {
            definitions[WithOf(type)] = With(type);
        }

        return definitions;
    }

    private static JsonObject Retry() => Map("How often a step is tried.", [],
        ("attempts", Default(3, Whole(1, 1_000, "How many attempts there are in all, the first included."))),
        ("delay", Duration("The wait before the second attempt; without it there is none.")),
        ("max-delay", Default("30s", Duration("The longest wait; at most 24h."))),
        ("backoff", Words("How the wait grows; the first word is the default.", "constant", "linear", "exponential")),
        ("jitter", Flag("Whether each wait is shortened by chance.")));

    private static JsonObject Stage() => Map("A stage.", ["name", "steps"],
        ("name", Name("The name of the stage.")),
        ("parallel", Whole(1, 1_000_000, "How many of its steps may be in flight; 1 is one after the other. Without it the run alone sets a limit.")),
        ("barrier", Flag("Whether it waits for all of the stage before.")),
        ("timeout", Duration("How long the stage may take from the start of its first step; at most 24h.")),
        ("fail", Words("Whether all steps run that can, or the first failure ends the stage; the first word is the default.", "collect", "fast")),
        ("allow-partial-failure", Flag("Whether the run completes although steps of the stage failed, as long as one completed.")),
        ("steps", ListOf("The steps.", Reference("step"), least: 1)));

    private static JsonObject Step(StepTypeCatalog types) => Call(types, Map("A step.", ["name", "uses"],
        ("name", Name("The name of the step; no other of the file may have it.")),
        ("uses", Uses(types)),
        ("with", Object("What the step is given.")),
        ("for-each", AnyOf("A list: the step runs for each of its items, and gives a list.", Reference("expression"), new JsonObject { ["type"] = "array" })),
        ("needs", ListOf("Steps to wait for, beside those that its expressions read.", Name("The name of a step."), least: 0)),
        ("if", AnyOf("Whether the step runs; else it is skipped.", new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "boolean" })),
        ("resource", MapOf("What it takes of named limits while it runs.", Whole(1, 1_000_000, "How much."))),
        ("retry", Reference("retry")),
        ("timeout", Duration("How long one attempt may take; at most 24h.")),
        ("fallback", Reference("call")),
        ("cheaper", Reference("call")),
        ("cache", Map("Keeps the output for later calls with the same values.", ["ttl"], ("ttl", Duration("How old what is kept may be.")))),
        ("on-failure", Words("What follows from a failure; the first word is the default.", "skip-dependents", "continue", "stop"))));

    /// <summary>What <c>with</c> may hold follows from <c>uses</c>: an alternative for each type. Not <c>if</c> and <c>then</c>, which some validators pass over.</summary>
    private static JsonObject Call(StepTypeCatalog types, JsonObject call)
    {
        call["oneOf"] = new JsonArray([.. types.Types.Select(static type => new JsonObject
        {
            ["description"] = type.Description,
            ["properties"] = new JsonObject
            {
                ["uses"] = new JsonObject { ["enum"] = new JsonArray(type.Name) },
                ["with"] = Reference(WithOf(type)),
            },
            ["required"] = type.Parameters.Any(static parameter => parameter.IsRequired) ? new JsonArray("uses", "with") : new JsonArray("uses"),
        })]);
        return call;
    }

    private static string WithOf(StepType type) => $"with-{type.Name}";

    private static JsonObject With(StepType type) => Map(
        type.Description,
        [.. type.Parameters.Where(static parameter => parameter.IsRequired).Select(static parameter => parameter.Name)],
        [.. type.Parameters.Select(static parameter => (parameter.Name, Parameter(parameter)))]);

    private static JsonObject Parameter(StepParameter parameter)
    {
        var shape = ShapeOf(parameter);
        return shape is null
            ? new JsonObject { ["description"] = parameter.Description }
            : parameter.Shape == ValueShape.Text && parameter.Words.Count == 0 ? With(shape, parameter.Description)
            : AnyOf(parameter.Description, shape, Reference("expression"));
    }

    private static JsonObject? ShapeOf(StepParameter parameter) => parameter.Shape switch
    {
        _ when parameter.Words.Count > 0 => new JsonObject { ["enum"] = new JsonArray([.. parameter.Words.Select(static word => (JsonNode)word)]) },
        ValueShape.ListShape => new JsonObject { ["type"] = "array" },
        ValueShape.MapShape => new JsonObject { ["type"] = "object" },
        var shape when shape == ValueShape.Text => new JsonObject { ["type"] = "string" },
        var shape when shape == ValueShape.WholeNumber => new JsonObject { ["type"] = "integer" },
        var shape when shape == ValueShape.Number => new JsonObject { ["type"] = "number" },
        var shape when shape == ValueShape.Boolean => new JsonObject { ["type"] = "boolean" },
        _ => null,
    };

    private static JsonObject Input() => Map("An input.", ["type"],
        ("type", Words("What it is.", InputValues.TypeNames)),
        ("description", Text("What it is for.")),
        ("default", new JsonObject { ["description"] = "Its value where none is given; without it the input must be given." }),
        ("minimum", With(new JsonObject { ["type"] = "number" }, "The least that a number may be.")),
        ("maximum", With(new JsonObject { ["type"] = "number" }, "The most that a number may be.")),
        ("secret", Flag("Whether its value is masked in all that is printed or kept.")));

    private static JsonObject Permissions() => Map("What steps may touch; what is not named is refused.", [],
        ("read", ListOf("Files and folders.", Text("A path, relative to the file."), least: 0)),
        ("write", ListOf("Files and folders.", Text("A path, relative to the file."), least: 0)),
        ("http", ListOf("Hosts.", Text("A host, or host:port."), least: 0)),
        ("shell", ListOf("Commands.", Text("A command."), least: 0)));

    private static JsonObject Budget() => Map("What a run may use.", [],
        ("cost-usd", With(new JsonObject { ["type"] = "number", ["minimum"] = 0.000000001m, ["maximum"] = 1_000_000_000 }, "What the run may cost, in US dollars.")),
        ("tokens", Whole(1, DocumentReader.MaxBudget, "Tokens read and written.")),
        ("steps", Whole(1, DocumentReader.MaxBudget, "Attempts of steps.")),
        ("time", Duration("How long the run may take.")),
        ("on-breach", Words("What follows where a step would pass a limit; the first word is the default.", "stop", "pause", "degrade")));

    private static JsonObject Uses(StepTypeCatalog types) => Words("The type of the step.", [.. types.Types.Select(static type => type.Name)]);

    private static JsonObject Map(string description, string[] required, params (string Name, JsonObject Schema)[] fields)
    {
        var map = new JsonObject
        {
            ["description"] = description,
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject([.. fields.Select(static entry => new KeyValuePair<string, JsonNode?>(entry.Name, entry.Schema))]),
        };
        if (required.Length > 0)
        {
            map["required"] = new JsonArray([.. required.Select(static name => (JsonNode)name)]);
        }

        return map;
    }

    private static JsonObject MapOf(string description, JsonObject value) => new()
    {
        ["description"] = description,
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["patternProperties"] = new JsonObject { [NamePattern] = value },
    };

    private static JsonObject ListOf(string description, JsonObject item, int least) => new()
    {
        ["description"] = description,
        ["type"] = "array",
        ["minItems"] = least,
        ["items"] = item,
    };

    private static JsonObject AnyOf(string description, params JsonObject[] schemas) => new() { ["description"] = description, ["anyOf"] = new JsonArray([.. schemas]) };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/definitions/{Uri.EscapeDataString(definition)}" };

    private static JsonObject Name(string description) => Pattern(NamePattern, description);

    private static JsonObject Pattern(string pattern, string description) => new() { ["description"] = description, ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject Text(string description) => With(new JsonObject { ["type"] = "string" }, description);

    /// <summary>A key that is false where it is not given, as all of the format are.</summary>
    private static JsonObject Flag(string description) => Default(false, With(new JsonObject { ["type"] = "boolean" }, description));

    private static JsonObject Duration(string description) => Pattern(DurationPattern, $"{description} A duration: {Durations.Hint}.");

    private static JsonObject Object(string description) => With(new JsonObject { ["type"] = "object" }, description);

    private static JsonObject Words(string description, params string[] words) =>
        new() { ["description"] = description, ["enum"] = new JsonArray([.. words.Select(static word => (JsonNode)word)]) };

    private static JsonObject Whole(long least, long greatest, string description) =>
        With(new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = greatest }, description);

    private static JsonObject Default(JsonNode value, JsonObject schema)
    {
        schema["default"] = value;
        return schema;
    }

    private static JsonObject With(JsonObject schema, string description)
    {
        schema["description"] = description;
        return schema;
    }
}
