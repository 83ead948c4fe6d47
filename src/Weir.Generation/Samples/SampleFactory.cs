using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Generation.Contracts;

namespace Weir.Generation.Samples;

/// <summary>Makes JSON values that meet every limit of a contract's types; the same contract gives the same values.</summary>
internal sealed class SampleFactory(Contract contract)
{
    private const int LongestText = 1_000_000;

    // A sample that is larger than this helps nobody, and the literals of one assembly end at 16 MB (CS8103).
    private const int MostValues = 2_000;
    private const int MostCharacters = 20_000;

    private readonly Dictionary<string, ContractType> _types = contract.Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, PatternSampler> _patterns = new(StringComparer.Ordinal);
    private readonly SearchTime _time = new();

    // What the sample that is being made may still use.
    private int _values;
    private int _characters;

    public ContractType Find(string name) => _types[name];

    /// <summary>A record with all its properties, less those that would lead back into a record that is being made; null when a required one has no sample.</summary>
    public JsonObject? Record(RecordType record) =>
        Within(() => Record(record, [], onlyRequired: false)) ?? MinimalRecord(record);

    /// <summary>A record with its required properties alone, or null.</summary>
    public JsonObject? MinimalRecord(RecordType record) => Within(() => Record(record, [], onlyRequired: true));

    /// <summary>A value of a property: its first example, else one that is made; null when none is found.</summary>
    public JsonNode? Field(RecordField field) => Within(() => Field(field, []));

    /// <summary>A value of a type, or null when none is found.</summary>
    public JsonNode? Value(SchemaType type) => Within(() => Value(type, []));

    public PatternSampler Pattern(string pattern)
    {
        if (!_patterns.TryGetValue(pattern, out var sampler))
        {
            _patterns[pattern] = sampler = new PatternSampler(PatternRegex.Create(pattern), _time);
        }

        return sampler;
    }

    /// <summary>A checked value as the serializer writes it: one form for each moment and each identifier.</summary>
    public JsonNode? Canonical(SchemaType type, JsonNode? node) => (type, node) switch
    {
        (StringSchema { IsText: false, Format: StringFormat.DateTime }, JsonValue value) => JsonValue.Create(value.Deserialize<DateTimeOffset>()),
        (StringSchema { IsText: false, Format: StringFormat.Uuid }, JsonValue value) => JsonValue.Create(value.Deserialize<Guid>()),
        (ListSchema list, JsonArray items) => new JsonArray([.. items.Select(item => Canonical(list.Item, item?.DeepClone()))]),
        (NamedSchema named, JsonObject json) when Find(named.Name) is RecordType record => Canonical(record, json),
        _ => node,
    };

    private JsonObject Canonical(RecordType record, JsonObject json)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in json)
        {
            var field = record.Fields.FirstOrDefault(one => string.Equals(one.JsonName, name, StringComparison.Ordinal));
            copy[name] = field is null ? value?.DeepClone() : Canonical(field.Type, value?.DeepClone());
        }

        return copy;
    }

    /// <summary>A text of so many characters that meets the pattern and the format, or null.</summary>
    public string? Text(StringSchema schema, int minLength, int maxLength)
    {
        if (minLength > maxLength || minLength > LongestText)
        {
            return null;
        }

        if (schema.Pattern is not null)
        {
            var pattern = Pattern(schema.Pattern);
            return schema.Format == StringFormat.None
                ? pattern.Find(minLength, maxLength)
                : Formats.Samples(schema.Format, minLength, maxLength).Append(pattern.Find(minLength, maxLength))
                    .FirstOrDefault(text => text is not null && TextFormats.IsMet(schema.Format, text) && pattern.Matches(text));
        }

        return Formats.Samples(schema.Format, minLength, maxLength).FirstOrDefault();
    }

    private T? Within<T>(Func<T?> make)
        where T : JsonNode
    {
        (_values, _characters) = (MostValues, MostCharacters);
        return make();
    }

    private JsonObject? Record(RecordType record, HashSet<string> open, bool onlyRequired)
    {
        if (!open.Add(record.Name))
        {
            return null;
        }

        var json = new JsonObject();
        foreach (var field in record.Fields)
        {
            // Records that stand inside a record of the sample show what is required: all of them whole would be more than all of the models.
            if (!field.Required && (onlyRequired || (open.Count > 2 && HasRecord(field.Type))))
            {
                continue;
            }

            var value = Field(field, open);
            if (value is not null)
            {
                json[field.JsonName] = value;
            }
            else if (field.Required)
            {
                open.Remove(record.Name);
                return null;
            }
        }

        open.Remove(record.Name);
        return json;
    }

    private JsonNode? Field(RecordField field, HashSet<string> open) =>
        field.ExamplesJson.Count > 0 ? Canonical(field.Type, JsonNode.Parse(field.ExamplesJson[0])) : Value(field.Type, open);

    private JsonNode? Value(SchemaType type, HashSet<string> open) => --_values < 0 ? null : type switch
    {
        StringSchema text => Spend(Text(text, text.MinLength ?? 0, text.MaxLength ?? int.MaxValue)),
        NumberSchema number => Numbers.Sample(number) is { } sample ? JsonValue.Create(sample) : null,
        BooleanSchema => JsonValue.Create(true),
        JsonSchema json => json.MustBeObject ? new JsonObject { ["key"] = "value" } : JsonValue.Create("any"),
        ListSchema list => List(list, open),
        NamedSchema named => Named(_types[named.Name], open),
        _ => throw new NotSupportedException($"There is no sample of {type.GetType().Name}."),
    };

    private JsonValue? Spend(string? text) => text is null || (_characters -= text.Length) < 0 ? null : JsonValue.Create(text);

    private bool HasRecord(SchemaType type) => type switch
    {
        ListSchema list => HasRecord(list.Item),
        NamedSchema named => _types[named.Name] is RecordType,
        _ => false,
    };

    private JsonNode? Named(ContractType type, HashSet<string> open) => type switch
    {
        EnumType choice => JsonValue.Create(choice.Members[0].Value),
        RecordType record => Record(record, open, onlyRequired: false),
        _ => throw new NotSupportedException($"There is no sample of {type.GetType().Name}."),
    };

    private JsonArray? List(ListSchema list, HashSet<string> open)
    {
        var least = list.MinItems ?? 0;
        var wanted = list.MaxItems == 0 ? 0 : Math.Max(1, least);
        if (wanted > _values)
        {
            return null;
        }

        var array = new JsonArray();
        for (var index = 0; index < wanted; index++)
        {
            var item = Value(list.Item, open);
            if (item is null)
            {
                return least == 0 ? [] : null;
            }

            array.Add(item);
        }

        return array;
    }
}
