using System.Globalization;
using System.Text.Json;
using Weir.Yaml;

namespace Weir.Generation.Contracts.Schemas;

/// <summary>Checks a value of the contract (a default, an example) against its type, and writes it as the JSON of that type.</summary>
internal sealed class ValueChecker(IReadOnlyDictionary<string, TypeDraft> types, Patterns patterns)
{
    private readonly List<(SourcePosition Position, string Text)> _problems = [];

    /// <summary>What is wrong with the value; empty when nothing is.</summary>
    public IReadOnlyList<(SourcePosition Position, string Text)> FindProblems(YamlNode node, SchemaType type)
    {
        _problems.Clear();
        JsonTexts.Write(writer => Check(writer, node, type, "it"));
        return [.. _problems];
    }

    /// <summary>The value as JSON, or null when it does not fit the type.</summary>
    public string? ToJson(YamlNode node, SchemaType type)
    {
        _problems.Clear();
        var json = JsonTexts.Write(writer => Check(writer, node, type, "it"));
        return _problems.Count == 0 ? json : null;
    }

    /// <summary>What is wrong with a text, as the end of a sentence, or null.</summary>
    public static string? FindTextProblem(string text, StringSchema schema, Patterns patterns)
    {
        // JSON Schema counts code points, .NET counts UTF-16 units.
        var length = text.Length - text.Count(char.IsLowSurrogate);
        if (length < schema.MinLength || length > schema.MaxLength)
        {
            var limit = length < schema.MinLength ? $"at least {schema.MinLength}" : $"at most {schema.MaxLength}";
            return $"it has {length} characters, and {limit} are asked for";
        }
        if (!TextFormats.IsMet(schema.Format, text))
        {
            return $"it is not {TextFormats.Describe(schema.Format)}";
        }
        return schema.Pattern is null ? null : patterns.IsMatch(schema.Pattern, text) switch
        {
            true => null,
            false => $"it does not match the pattern {DiagnosticText.Quote(schema.Pattern)}",
            null => $"the pattern {DiagnosticText.Quote(schema.Pattern)} takes too long on it",
        };
    }

    private void Check(Utf8JsonWriter writer, YamlNode node, SchemaType type, string name)
    {
        switch (type)
        {
            case StringSchema schema:
                CheckText(writer, node, schema, name);
                break;
            case NumberSchema schema:
                CheckNumber(writer, node, schema, name);
                break;
            case BooleanSchema when node is YamlScalar { Kind: YamlScalarKind.Boolean } scalar:
                writer.WriteBooleanValue(scalar.IsTrue);
                break;
            case BooleanSchema:
                Expect("true or false", node, name);
                break;
            case JsonSchema { MustBeObject: true } when node is not YamlMapping:
                Expect("a map", node, name);
                break;
            case JsonSchema:
                CheckAny(node);
                JsonTexts.WriteAny(writer, node);
                break;
            case ListSchema schema:
                CheckList(writer, node, schema, name);
                break;
            case NamedSchema named when types.TryGetValue(named.Name, out var draft):
                CheckNamed(writer, node, draft, name);
                break;
            default:
                break;
        }
    }

    private void CheckText(Utf8JsonWriter writer, YamlNode node, StringSchema schema, string name)
    {
        if (node is not YamlScalar { Kind: YamlScalarKind.Text } scalar)
        {
            Expect("text (put it in quotes)", node, name);
        }
        else if (FindTextProblem(scalar.Text, schema, patterns) is { } problem)
        {
            Add(scalar, name == "it" ? problem : $"{name}: {problem}");
        }
        else
        {
            // A uuid that becomes a Guid is written in small letters by every serializer.
            writer.WriteStringValue(schema is { Format: StringFormat.Uuid, IsText: false } ? scalar.Text.ToLowerInvariant() : scalar.Text);
        }
    }

    private void CheckNumber(Utf8JsonWriter writer, YamlNode node, NumberSchema schema, string name)
    {
        if (node is not YamlScalar { IsNumber: true } scalar)
        {
            Expect(schema.IsInteger ? "a whole number" : "a number", node, name);
        }
        else if (!scalar.TryGetDecimal(out var value))
        {
            Add(scalar, $"{name} is a number that decimal cannot hold exactly");
        }
        else if (!SchemaLimits.IsInside(schema, value))
        {
            var what = schema.IsInteger && value != decimal.Truncate(value) ? "is no whole number" : "breaks the limits of its type";
            Add(scalar, $"{name} is {value.ToString(CultureInfo.InvariantCulture)}, which {what}");
        }
        else if (schema.Allowed.Count > 0 && !schema.Allowed.Contains(value))
        {
            Add(scalar, $"{name} is none of the values of 'enum'");
        }
        else
        {
            JsonTexts.WriteNumber(writer, value);
        }
    }

    private void CheckList(Utf8JsonWriter writer, YamlNode node, ListSchema schema, string name)
    {
        if (node is not YamlSequence list)
        {
            Expect("a list", node, name);
            return;
        }
        if (list.Items.Count < schema.MinItems || list.Items.Count > schema.MaxItems)
        {
            var limit = list.Items.Count < schema.MinItems ? $"at least {schema.MinItems}" : $"at most {schema.MaxItems}";
            Add(list, $"{name} has {list.Items.Count} items, and {limit} are asked for");
        }
        writer.WriteStartArray();
        foreach (var item in list.Items)
        {
            Check(writer, item, schema.Item, "an item");
        }
        writer.WriteEndArray();
    }

    private void CheckNamed(Utf8JsonWriter writer, YamlNode node, TypeDraft draft, string name)
    {
        if (draft is RecordDraft record)
        {
            CheckRecord(writer, node, record, name);
            return;
        }
        var enumeration = (EnumDraft)draft;
        if (node is not YamlScalar { Kind: YamlScalarKind.Text } scalar)
        {
            Expect("text (put it in quotes)", node, name);
        }
        else if (!enumeration.Has(scalar.Text))
        {
            Add(scalar, $"{name} is {DiagnosticText.Quote(scalar.Text)}, which is none of {DiagnosticText.List(enumeration.Members.Select(member => DiagnosticText.Quote(member.Value)))}");
        }
        else
        {
            writer.WriteStringValue(scalar.Text);
        }
    }

    private void CheckRecord(Utf8JsonWriter writer, YamlNode node, RecordDraft record, string name)
    {
        if (node is not YamlMapping map)
        {
            Expect("a map", node, name);
            return;
        }
        foreach (var field in record.RequiredFields.Where(field => !map.TryGet(field.JsonName, out _)).TakeWhile(_ => _problems.Count < DiagnosticBag.Capacity))
        {
            Add(map, $"it has no {DiagnosticText.Quote(field.JsonName)}, which is required");
        }
        writer.WriteStartObject();
        foreach (var entry in map.Entries)
        {
            if (record.Find(entry.Name) is { } field)
            {
                CheckField(writer, entry, field);
            }
            else if (record.Closed)
            {
                Add(entry.Key, $"{DiagnosticText.Quote(entry.Name)} is no property of {record.Name}");
            }
            else
            {
                writer.WritePropertyName(entry.Name);
                CheckAny(entry.Value);
                JsonTexts.WriteAny(writer, entry.Value);
            }
        }
        writer.WriteEndObject();
    }

    // A property that may be left out may also be null; leaving it out is how that is written.
    private void CheckField(Utf8JsonWriter writer, YamlEntry entry, FieldDraft field)
    {
        if (entry.Value is YamlScalar { Kind: YamlScalarKind.Null } && !field.Required)
        {
            return;
        }
        writer.WritePropertyName(entry.Name);
        Check(writer, entry.Value, field.Schema.Type, DiagnosticText.Quote(entry.Name));
    }

    private void CheckAny(YamlNode node)
    {
        switch (node)
        {
            case YamlMapping map:
                foreach (var entry in map.Entries)
                {
                    CheckAny(entry.Value);
                }
                break;
            case YamlSequence list:
                foreach (var item in list.Items)
                {
                    CheckAny(item);
                }
                break;
            case YamlScalar { IsNumber: true } scalar when !scalar.TryGetDecimal(out _):
                Add(scalar, $"{DiagnosticText.Quote(scalar.Text)} is a number that decimal cannot hold exactly");
                break;
            default:
                break;
        }
    }

    private void Expect(string expected, YamlNode node, string name) =>
        Add(node, $"{name} must be {expected}, and it is {YamlFields.Shown(node)}");

    private void Add(YamlNode node, string text)
    {
        if (_problems.Count < DiagnosticBag.Capacity)
        {
            _problems.Add((node.Position, text));
        }
    }
}
