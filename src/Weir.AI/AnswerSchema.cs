using System.Text.Json;
using NJsonSchema;
using NJsonSchema.Generation;
using NJsonSchema.References;

namespace Weir.AI;

/// <summary>The JSON Schema of an answer, as NJsonSchema checks it. It refers to nothing outside of itself: a reference to a file or an address would be read where nobody permitted it.</summary>
internal sealed class AnswerSchema
{
    private const int ShownErrors = 5;

    // NJsonSchema passes over them in silence; an author would think that they are checked.
    private static readonly HashSet<string> Unchecked =
    [
        "const", "contains", "dependencies", "dependentRequired", "dependentSchemas", "else", "if", "maxContains", "minContains", "prefixItems", "propertyNames", "then", "unevaluatedItems",
        "unevaluatedProperties",
    ];

    private static readonly HashSet<string> MapsOfSchemas = ["$defs", "definitions", "patternProperties", "properties"];

    private readonly JsonSchema _schema;

    private AnswerSchema(JsonElement json, JsonSchema schema) => (Json, _schema) = (json, schema);

    /// <summary>The schema as it is sent to the model.</summary>
    public JsonElement Json { get; }

    /// <summary>What is wrong with a schema before it is read; null: nothing.</summary>
    public static string? Problem(IReadOnlyDictionary<string, object?> schema)
    {
        foreach (var (name, value) in KeywordsOf(schema))
        {
            if (Unchecked.Contains(name))
            {
                return $"'schema' has the keyword '{name}', which answers are not held against; remove it, or say the same by others.";
            }

            if (name == "$ref" && value is not string and not null)
            {
                return $"'$ref' of 'schema' is {StepValues.KindOf(value)}; it must be text.";
            }

            if (name == "$ref" && value is string target && !target.StartsWith('#'))
            {
                return $"'schema' refers to '{target.ReplaceLineEndings(" ")}'; it may refer to parts of itself only, such as '#/definitions/item'.";
            }
        }

        return null;
    }

    /// <summary>Reads a schema that has no <see cref="Problem"/>.</summary>
    /// <exception cref="FormatException">It is none; the message is for the user.</exception>
    public static async Task<AnswerSchema> ReadAsync(IReadOnlyDictionary<string, object?> schema, CancellationToken cancellationToken)
    {
        var text = StepValues.ToJson(schema);
        try
        {
            var read = await JsonSchema.FromJsonAsync(text, documentPath: null, static root => new OwnReferences(root), cancellationToken).ConfigureAwait(false);
            using var document = JsonDocument.Parse(text);
            return new AnswerSchema(document.RootElement.Clone(), read);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new FormatException($"'schema' is no JSON Schema: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    /// <summary>Reads an answer and holds it against the schema.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="cancellationToken">Leaves it: a pattern of the schema may take for ever on a text that was made for it, and cannot be called off.</param>
    /// <returns>The value, or what is wrong with it.</returns>
    public Task<(object? Json, string? Problem)> ReadAnswerAsync(string text, CancellationToken cancellationToken) =>
        Task.Run(() => ReadAnswer(text), cancellationToken).WaitAsync(cancellationToken);

    private (object? Json, string? Problem) ReadAnswer(string text)
    {
        object? json;
        try
        {
            json = StepValues.Parse(text);
        }
        catch (JsonException)
        {
            return (null, "it is no JSON.");
        }

        // Written anew: the reader of NJsonSchema takes more for JSON than JSON is.
        var errors = _schema.Validate(StepValues.ToJson(json));
        return errors.Count == 0 ? (json, null) : (null, $"{string.Join("; ", errors.Take(ShownErrors).Select(static error => $"{error.Path ?? "#"}: {error.Kind}"))}.");
    }

    /// <summary>All keywords of a schema and of those in it; names of properties are none.</summary>
    private static IEnumerable<KeyValuePair<string, object?>> KeywordsOf(IReadOnlyDictionary<string, object?> schema)
    {
        foreach (var keyword in schema)
        {
            yield return keyword;
            if (keyword.Key is "enum" or "default" or "example" or "examples")
            {
                continue;
            }

            foreach (var inner in Inside(keyword).SelectMany(KeywordsOf))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<IReadOnlyDictionary<string, object?>> Inside(KeyValuePair<string, object?> keyword) => keyword.Value switch
    {
        IReadOnlyDictionary<string, object?> schemas when MapsOfSchemas.Contains(keyword.Key) => schemas.Values.OfType<IReadOnlyDictionary<string, object?>>(),
        IReadOnlyDictionary<string, object?> schema => [schema],
        IReadOnlyList<object?> list => list.OfType<IReadOnlyDictionary<string, object?>>(),
        _ => [],
    };

    /// <summary>Follows references inside of the schema; any other was refused before, and is never followed.</summary>
    private sealed class OwnReferences(JsonSchema root) : JsonReferenceResolver(new JsonSchemaAppender(root, new DefaultTypeNameGenerator()))
    {
        public override Task<IJsonReference> ResolveFileReferenceAsync(string filePath, CancellationToken cancellationToken = default) => throw Refused(filePath);

        public override Task<IJsonReference> ResolveUrlReferenceAsync(string url, CancellationToken cancellationToken = default) => throw Refused(url);

        private static FormatException Refused(string target) => new($"it refers to '{target}', which is outside of it.");
    }
}
