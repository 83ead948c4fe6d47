using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir;

/// <summary>Checks the texts of an input, and cleans them in a copy. The caller's object is left as it is.</summary>
internal sealed class NodeInputCheck<TIn>
{
    private readonly NodeInputFormat<TIn>? _format;
    private readonly NodeSecurityOptions _options;
    private readonly NodeTextRules _rules;

    /// <exception cref="InvalidOperationException">Nobody said how inputs are read.</exception>
    public NodeInputCheck(NodeTraits<TIn> traits)
    {
        _format = traits.Format;
        _options = traits.Options.Security;
        _rules = new NodeTextRules(traits.Node.Name, _options);
        if (_format is null && typeof(TIn) != typeof(string))
        {
            throw new InvalidOperationException(
                $"The node '{traits.Node.Name}' asks for security checks, but nobody can read its inputs of type {TypeName.Of(typeof(TIn))}; override InputFormat, or switch Security off.");
        }
    }

    /// <summary>Checks an input.</summary>
    /// <param name="input">The input; replaced by a copy if something was removed from it.</param>
    /// <returns>What is wrong; none: nothing is.</returns>
    public IReadOnlyList<Violation> Check(ref TIn input)
    {
        var walk = new Walk(_rules, _options);
        if (_format is null)
        {
            if (walk.Text("$", (string?)(object?)input) is { } cleaned)
            {
                input = (TIn)(object)cleaned;
            }

            return walk.Finish();
        }

        return input is null ? [] : CheckJson(ref input, _format, walk);
    }

    private static List<Violation> CheckJson(ref TIn input, NodeInputFormat<TIn> format, Walk walk)
    {
        try
        {
            var whole = JsonSerializer.SerializeToNode(input, format.Json);
            if (format.Property is null)
            {
                whole = walk.Value("$", whole);
            }
            else if (whole is JsonObject outer)
            {
                walk.Put(outer[format.Property], "$", one => outer[format.Property] = one);
            }

            if (walk.HasCleaned)
            {
                input = whole.Deserialize(format.Json)!;
            }
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException)
        {
            return [new Violation("$", "json", "cannot be written and read as JSON, so that its texts cannot be checked")];
        }

        return walk.Finish();
    }

    /// <summary>One way through an input.</summary>
    private sealed class Walk(NodeTextRules rules, NodeSecurityOptions options)
    {
        private readonly List<Violation> _problems = [];
        private long _length;

        /// <summary>Whether a text has become another one.</summary>
        public bool HasCleaned { get; private set; }

        public List<Violation> Finish()
        {
            if (_length > options.MaxInputLength)
            {
                _problems.Add(new Violation(
                    "$", "max_input_length", string.Create(CultureInfo.InvariantCulture, $"has {_length} characters of text, more than {options.MaxInputLength}")));
            }

            return _problems;
        }

        /// <summary>Counts and checks a text as it is when it was cleaned; null: it was clean.</summary>
        public string? Text(string path, string? text)
        {
            if (text is null)
            {
                return null;
            }

            var cleaned = options.SanitizeInputs ? NodeTextRules.Clean(text) : text;
            _length += NodeTextRules.Length(cleaned);
            if (_length <= options.MaxInputLength)
            {
                rules.Check(path, cleaned, _problems);
            }

            if (ReferenceEquals(cleaned, text))
            {
                return null;
            }

            HasCleaned = true;
            return cleaned;
        }

        /// <summary>Goes into a value, and puts another in its place if it is a text that was cleaned.</summary>
        public void Put(JsonNode? value, string path, Action<JsonNode?> put)
        {
            if (Value(path, value) is var now && !ReferenceEquals(now, value))
            {
                put(now);
            }
        }

        /// <summary>Gives what is to stand in place of a value: itself, unless it is a text that was cleaned.</summary>
        public JsonNode? Value(string path, JsonNode? value)
        {
            switch (value)
            {
                case JsonObject map:
                    foreach (var (name, item) in map.ToArray())
                    {
                        Put(item, path + Segment(name), one => map[name] = one);
                    }

                    break;
                case JsonArray list:
                    for (var i = 0; i < list.Count; i++)
                    {
                        var at = i;
                        Put(list[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), one => list[at] = one);
                    }

                    break;
                case JsonValue text when text.TryGetValue<string>(out var read) && Text(path, read) is { } cleaned:
                    return JsonValue.Create(cleaned);
            }

            return value;
        }

        private static string Segment(string name) =>
            name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static one => char.IsAsciiLetterOrDigit(one) || one == '_') ? "." + name : "['" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "']";
    }
}
