using System.Text.Json.Nodes;
using Weir.Generation.Contracts;

namespace Weir.Generation.Samples;

/// <summary>A value that breaks a rule: where the violation is reported, below the property, and under which name.</summary>
internal sealed record BrokenCase(JsonText Value, string Path, string Rule);

/// <summary>Finds values at and beyond the limits of a type, for the generated tests.</summary>
internal sealed class FieldCases(SampleFactory samples)
{
    private const int MostCharacters = 1_000_000;
    private const int MostItems = 100_000;
    private const int MostAllowed = 10;
    private const int DeepestList = 4;

    // Models may refer to one another many times over; what is inside one is looked for once.
    private readonly Dictionary<(string Record, int Depth), BrokenCase?> _inside = [];

    /// <summary>Values that lie on a limit and are still right.</summary>
    public IEnumerable<JsonText> Met(SchemaType type)
    {
        switch (type)
        {
            case StringSchema text when text.IsText:
                foreach (var length in new[] { text.MinLength, text.MaxLength }.OfType<int>().Distinct().Where(length => length <= MostCharacters))
                {
                    if (samples.Text(text, length, length) is { } value)
                    {
                        yield return value.Length > 200 && text.Pattern is null && text.Format == StringFormat.None
                            ? JsonText.Characters(length)
                            : JsonText.Of(JsonValue.Create(value));
                    }
                }

                break;
            case NumberSchema number:
                foreach (var value in new[] { number.Minimum, number.Maximum }.OfType<decimal>().Concat(number.Allowed.Take(MostAllowed)).Distinct())
                {
                    if (Numbers.Meets(number, value))
                    {
                        yield return JsonText.Of(JsonValue.Create(value));
                    }
                }

                break;
            case ListSchema list:
                foreach (var value in MetLists(list))
                {
                    yield return value;
                }

                break;
            case NamedSchema named when samples.Find(named.Name) is EnumType choice:
                foreach (var member in choice.Members.Take(MostAllowed))
                {
                    yield return JsonText.Of(JsonValue.Create(member.Value));
                }

                break;
            default:
                break;
        }
    }

    /// <summary>Values that are read as JSON and break a rule of the type.</summary>
    public IEnumerable<BrokenCase> Broken(SchemaType type, int depth = 0) => type switch
    {
        StringSchema text when text.IsText => BrokenTexts(text),
        NumberSchema number => BrokenNumbers(number),
        ListSchema list when depth < DeepestList => BrokenLists(list, depth),
        NamedSchema named when depth < DeepestList && samples.Find(named.Name) is RecordType record => BrokenRecords(record, depth),
        JsonSchema { MustBeObject: true } => [new BrokenCase(JsonText.Of("\"text\""), "", "type")],
        _ => [],
    };

    /// <summary>Values of another JSON type, or none of an enumeration, which are refused when the JSON is read.</summary>
    public IEnumerable<JsonText> Refused(SchemaType type)
    {
        var json = type switch
        {
            StringSchema text when text.IsText => ["1", "[]"],
            StringSchema { Format: StringFormat.DateTime } => ["1", "\"no such value\"", "\"2026-01-02\"", "\"2026-01-02T03:04:05\""],
            StringSchema => ["1", "\"no such value\""],
            NumberSchema { IsInteger: true } => ["\"1\"", "1.5", "true"],
            NumberSchema => ["\"1\"", "true"],
            BooleanSchema => ["\"true\"", "1"],
            ListSchema => ["{}", "\"text\""],
            NamedSchema named when samples.Find(named.Name) is EnumType choice => ["1", JsonText.Write(JsonValue.Create(NoneOf(choice)))],
            NamedSchema => ["[]", "\"text\""],
            _ => Array.Empty<string>(),
        };
        return json.Select(JsonText.Of);
    }

    private static string NoneOf(EnumType choice)
    {
        var text = "no such value";
        while (choice.Members.Any(member => string.Equals(member.Value, text, StringComparison.Ordinal)))
        {
            text += "!";
        }

        return text;
    }

    private IEnumerable<JsonText> MetLists(ListSchema list)
    {
        var item = samples.Value(list.Item);
        foreach (var count in new[] { list.MinItems, list.MaxItems }.OfType<int>().Distinct().Where(count => count <= MostItems))
        {
            if (count == 0)
            {
                yield return JsonText.Of("[]");
            }
            else if (item is not null)
            {
                yield return JsonText.Items(JsonText.Write(item), count);
            }
        }
    }

    private IEnumerable<BrokenCase> BrokenTexts(StringSchema text)
    {
        if (text.MinLength is > 0 and <= MostCharacters)
        {
            yield return new BrokenCase(JsonText.Characters(text.MinLength.Value - 1), "", "minLength");
        }

        if (text.MaxLength is < MostCharacters)
        {
            yield return new BrokenCase(JsonText.Characters(text.MaxLength.Value + 1), "", "maxLength");
        }

        if (text.Pattern is not null && NoMatch(text) is { } other)
        {
            yield return new BrokenCase(JsonText.Of(JsonValue.Create(other)), "", "pattern");
        }

        if (text.Format != StringFormat.None)
        {
            yield return new BrokenCase(JsonText.Of("\"not of this format\""), "", "format");
        }
    }

    /// <summary>A text that the pattern does not accept, or null when none is found.</summary>
    public string? NoMatch(StringSchema text)
    {
        var pattern = samples.Pattern(text.Pattern!);
        var sample = samples.Text(text, text.MinLength ?? 0, text.MaxLength ?? int.MaxValue) ?? "";
        string[] candidates =
        [
            sample + "!", "!" + sample, sample + " ", sample.ToUpperInvariant(), sample.ToLowerInvariant(), "", "!", "~~~~", " ", "0", "a", "\n", "\u0001",
        ];
        return candidates.FirstOrDefault(candidate => !pattern.Matches(candidate));
    }

    private static IEnumerable<BrokenCase> BrokenNumbers(NumberSchema number)
    {
        (decimal? Value, string Rule)[] cases =
        [
            (number.Minimum is { } minimum ? Numbers.Below(number, minimum) : null, "minimum"),
            (number.Maximum is { } maximum ? Numbers.Above(number, maximum) : null, "maximum"),
            (number.ExclusiveMinimum is { } above ? Numbers.At(number, above) ?? Numbers.Below(number, above) : null, "exclusiveMinimum"),
            (number.ExclusiveMaximum is { } below ? Numbers.At(number, below) ?? Numbers.Above(number, below) : null, "exclusiveMaximum"),
            (number.Allowed.Count > 0 ? Numbers.Above(number, number.Allowed.Max()) : null, "enum"),
        ];
        return from one in cases
               where one.Value is not null
               select new BrokenCase(JsonText.Of(JsonValue.Create(one.Value!.Value)), "", one.Rule);
    }

    private IEnumerable<BrokenCase> BrokenLists(ListSchema list, int depth)
    {
        var item = samples.Value(list.Item);
        if (list.MinItems is > 0 and <= MostItems)
        {
            var count = list.MinItems.Value - 1;
            if (count == 0 || item is not null)
            {
                yield return new BrokenCase(count == 0 ? JsonText.Of("[]") : JsonText.Items(JsonText.Write(item), count), "", "minItems");
            }
        }

        if (list.MaxItems is < MostItems && item is not null)
        {
            yield return new BrokenCase(JsonText.Items(JsonText.Write(item), list.MaxItems.Value + 1), "", "maxItems");
        }

        foreach (var broken in Broken(list.Item, depth + 1))
        {
            yield return broken with { Value = broken.Value.InList(), Path = "[0]" + broken.Path };
        }
    }

    // One violation inside shows that the checks reach it; the inner record's own tests have them all.
    private IEnumerable<BrokenCase> BrokenRecords(RecordType record, int depth)
    {
        if (!_inside.TryGetValue((record.Name, depth), out var broken))
        {
            _inside[(record.Name, depth)] = broken = FindBroken(record, depth);
        }

        return broken is null ? [] : [broken];
    }

    private BrokenCase? FindBroken(RecordType record, int depth)
    {
        foreach (var field in record.Fields)
        {
            var broken = Broken(field.Type, depth + 1).FirstOrDefault(one => one.Value.Literal is not null);
            if (broken is not null && samples.Record(record) is { } json)
            {
                json[field.JsonName] = JsonNode.Parse(broken.Value.Literal!);
                return new BrokenCase(JsonText.Of(json), Code.CSharpText.PathSegment(field.JsonName) + broken.Path, broken.Rule);
            }
        }

        return null;
    }
}
