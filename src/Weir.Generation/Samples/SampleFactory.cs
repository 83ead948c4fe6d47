using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Generation.Contracts;

namespace Weir.Generation.Samples;

/// <summary>Makes JSON values that meet every limit of a contract's types; the same contract gives the same values.</summary>
internal sealed class SampleFactory(Contract contract)
{
    private const int LongestText = 1_000_000;

    private readonly Dictionary<string, ContractType> _types = contract.Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, PatternSampler> _patterns = new(StringComparer.Ordinal);

    public ContractType Find(string name) => _types[name];

    /// <summary>A record with all its properties, less those that would lead back into a record that is being made; null when a required one has no sample.</summary>
    public JsonObject? Record(RecordType record) => Record(record, [], onlyRequired: false);

    /// <summary>A record with its required properties alone, or null.</summary>
    public JsonObject? MinimalRecord(RecordType record) => Record(record, [], onlyRequired: true);

    /// <summary>A value of a property: its first example, else one that is made; null when none is found.</summary>
    public JsonNode? Field(RecordField field) => Field(field, []);

    /// <summary>A value of a type, or null when none is found.</summary>
    public JsonNode? Value(SchemaType type) => Value(type, []);

    public PatternSampler Pattern(string pattern)
    {
        if (!_patterns.TryGetValue(pattern, out var sampler))
        {
            _patterns[pattern] = sampler = new PatternSampler(PatternRegex.Create(pattern));
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

    private JsonObject? Record(RecordType record, HashSet<string> open, bool onlyRequired)
    {
        if (!open.Add(record.Name))
        {
            return null;
        }

        var json = new JsonObject();
        foreach (var field in record.Fields)
        {
            if (onlyRequired && !field.Required)
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

    private JsonNode? Value(SchemaType type, HashSet<string> open) => type switch
    {
        StringSchema text => Text(text, text.MinLength ?? 0, text.MaxLength ?? int.MaxValue) is { } sample ? JsonValue.Create(sample) : null,
        NumberSchema number => Numbers.Sample(number) is { } sample ? JsonValue.Create(sample) : null,
        BooleanSchema => JsonValue.Create(true),
        JsonSchema json => json.MustBeObject ? new JsonObject { ["key"] = "value" } : JsonValue.Create("any"),
        ListSchema list => List(list, open),
        NamedSchema named => Named(_types[named.Name], open),
        _ => throw new NotSupportedException($"There is no sample of {type.GetType().Name}."),
    };

    private JsonNode? Named(ContractType type, HashSet<string> open) => type switch
    {
        EnumType choice => JsonValue.Create(choice.Members[0].Value),
        RecordType record => Record(record, open, onlyRequired: open.Count > 8),
        _ => throw new NotSupportedException($"There is no sample of {type.GetType().Name}."),
    };

    private JsonArray? List(ListSchema list, HashSet<string> open)
    {
        var least = list.MinItems ?? 0;
        var wanted = list.MaxItems == 0 ? 0 : Math.Max(1, least);
        if (wanted > LongestText / 1000)
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
