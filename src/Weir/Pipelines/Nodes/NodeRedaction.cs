using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir;

/// <summary>Hides the values of fields in texts that leave a node: in its logs and its dead letters.</summary>
internal sealed class NodeRedaction(NodeSecurityOptions options)
{
    private const string Hidden = "***";

    private readonly HashSet<string> _fields = new(options.Enabled ? options.RedactFields : [], StringComparer.OrdinalIgnoreCase);
    private readonly bool _escapes = options is { Enabled: true, SanitizeLogs: true };

    /// <summary>A copy of a value with the fields hidden, at whatever depth they stand; null: there is nothing to show.</summary>
    public string? Show(JsonNode? value)
    {
        if (value is null || _fields.Count == 0)
        {
            return value?.ToJsonString();
        }

        var copy = value.DeepClone();
        Visit(copy, static (map, name) => map[name] = Hidden);
        return copy.ToJsonString();
    }

    /// <summary>A text in which no value of such a field of the input is left; where nobody can read the input, nothing of the text.</summary>
    public string Hide(string text, JsonNode? input)
    {
        if (_fields.Count == 0 || input is null)
        {
            return _fields.Count == 0 ? text : Hidden;
        }

        var values = new HashSet<string>(StringComparer.Ordinal);
        Visit(input, (map, name) => AddValues(map[name], values));

        // The longest first, for one may be a part of another.
        return values.OrderByDescending(static value => value.Length).Aggregate(text, static (shown, value) => shown.Replace(value, Hidden, StringComparison.Ordinal));
    }

    /// <summary>A text as one line of a log: line breaks and other control characters by their codes, unless logs are not to be cleaned.</summary>
    public string ForLog(string text)
    {
        if (!_escapes || !text.Any(IsEscaped))
        {
            return text;
        }

        var line = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            _ = character switch
            {
                '\n' => line.Append("\\n"),
                '\r' => line.Append("\\r"),
                '\t' => line.Append("\\t"),
                _ when IsEscaped(character) => line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => line.Append(character),
            };
        }

        return line.ToString();
    }

    private static bool IsEscaped(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';

    private void Visit(JsonNode? value, Action<JsonObject, string> found)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, item) in map.ToArray())
                {
                    if (_fields.Contains(name))
                    {
                        found(map, name);
                    }
                    else
                    {
                        Visit(item, found);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Visit(item, found);
                }

                break;
        }
    }

    private static void AddValues(JsonNode? value, HashSet<string> values)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (_, item) in map)
                {
                    AddValues(item, values);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    AddValues(item, values);
                }

                break;
            case JsonValue one when one.GetValueKind() is JsonValueKind.String or JsonValueKind.Number:
                // The body may have seen it cleaned.
                values.Add(one.ToString());
                values.Add(NodeTextRules.Clean(one.ToString()));
                values.Remove("");
                break;
        }
    }
}
