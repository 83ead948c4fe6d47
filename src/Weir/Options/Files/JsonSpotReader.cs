using System.Text;
using System.Text.Json;

namespace Weir;

/// <summary>Reads a JSON document into values that know where they stand.</summary>
internal sealed class JsonSpotReader(byte[] json)
{
    // Places are asked for in the order of the document.
    private int _seen;
    private JsonPlace _place = new(1, 1);

    /// <summary>Reads the document.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    /// <exception cref="InvalidOperationException">A text in it is none: half of a surrogate pair.</exception>
    public JsonSpot Read()
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var spot = Value(ref reader);

        // What follows the value is refused by this.
        reader.Read();
        return spot;
    }

    private JsonSpot Value(ref Utf8JsonReader reader)
    {
        var place = PlaceOf(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return new(JsonValueKind.Object, "", Entries(ref reader), place);
            case JsonTokenType.StartArray:
                // No option is a list; what stands in it does not matter.
                reader.Skip();
                return new(JsonValueKind.Array, "", [], place);
            case JsonTokenType.String:
                return new(JsonValueKind.String, reader.GetString()!, [], place);
            case JsonTokenType.Number:
                return new(JsonValueKind.Number, Encoding.UTF8.GetString(reader.ValueSpan), [], place);
            default:
                var kind = reader.TokenType switch
                {
                    JsonTokenType.True => JsonValueKind.True,
                    JsonTokenType.False => JsonValueKind.False,
                    _ => JsonValueKind.Null,
                };
                return new(kind, "", [], place);
        }
    }

    private List<JsonEntry> Entries(ref Utf8JsonReader reader)
    {
        var entries = new List<JsonEntry>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, place) = (reader.GetString()!, PlaceOf(reader.TokenStartIndex));
            reader.Read();
            entries.Add(new(name, Value(ref reader), place));
        }

        return entries;
    }

    private JsonPlace PlaceOf(long index)
    {
        var passed = Encoding.UTF8.GetString(json, _seen, (int)index - _seen);
        _seen = (int)index;
        var lastBreak = passed.LastIndexOf('\n');
        return _place = lastBreak < 0
            ? _place with { Column = _place.Column + passed.Length }
            : new(_place.Line + passed.AsSpan().Count('\n'), passed.Length - lastBreak);
    }
}
