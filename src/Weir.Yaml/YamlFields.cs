using System.Globalization;

namespace Weir.Yaml;

/// <summary>
/// Reads a map whose fields are known. Asking for a field makes it known; <see cref="Finish"/> reports every other one with the
/// nearest known name. A value of the wrong type or out of its range is reported where it stands, and null is returned.
/// </summary>
/// <param name="map">The map.</param>
/// <param name="where">What the map is in messages, such as <c>retry_policy</c> or <c>a contract</c>.</param>
/// <param name="bag">Takes what is found.</param>
public sealed class YamlFields(YamlMapping map, string where, DiagnosticBag bag)
{
    private readonly List<string> _known = [];
    private readonly List<string> _refused = [];

    /// <summary>The map.</summary>
    public YamlMapping Map => map;

    /// <summary>What the map is in messages.</summary>
    public string Name => where;

    /// <summary>Where the map begins.</summary>
    public SourcePosition Position => map.Position;

    /// <summary>The entry of a field, or null.</summary>
    public YamlEntry? Find(string name)
    {
        if (!_known.Contains(name))
        {
            _known.Add(name);
        }
        return map.TryGet(name, out var entry) ? entry : null;
    }

    /// <summary>The entry of a field that the caller refuses in words of its own: it is not unknown, and it is never suggested.</summary>
    public YamlEntry? FindRefused(string name)
    {
        _refused.Add(name);
        return map.TryGet(name, out var entry) ? entry : null;
    }

    /// <summary>The entry of a field that must be there.</summary>
    public YamlEntry? Require(string name)
    {
        var entry = Find(name);
        if (entry is null)
        {
            bag.Error(YamlCodes.MissingField, Position, $"The field '{name}' of {where} is missing.");
        }
        return entry;
    }

    /// <summary>A text.</summary>
    public YamlScalar? Text(string name) => AsText(Find(name));

    /// <summary>A text that must be there.</summary>
    public YamlScalar? RequireText(string name) => AsText(Require(name));

    /// <summary>True or false.</summary>
    public bool? Boolean(string name)
    {
        var entry = Find(name);
        if (entry is null)
        {
            return null;
        }
        if (entry.Value is YamlScalar { Kind: YamlScalarKind.Boolean } scalar)
        {
            return scalar.IsTrue;
        }
        WrongType(entry, "true or false");
        return null;
    }

    /// <summary>A whole number from the least to the greatest.</summary>
    public long? WholeNumber(string name, long least, long greatest)
    {
        var entry = Find(name);
        if (entry is null)
        {
            return null;
        }
        if (entry.Value is not YamlScalar { IsNumber: true } scalar)
        {
            WrongType(entry, "a whole number " + Range(least, greatest));
            return null;
        }
        if (!scalar.TryGetInteger(out var value) || value < least || value > greatest)
        {
            OutOfRange(entry, scalar, "a whole number " + Range(least, greatest));
            return null;
        }
        return value;
    }

    /// <summary>A number from the least to the greatest.</summary>
    public decimal? Number(string name, decimal least, decimal greatest)
    {
        var entry = Find(name);
        if (entry is null)
        {
            return null;
        }
        if (entry.Value is not YamlScalar { IsNumber: true } scalar)
        {
            WrongType(entry, "a number " + Range(least, greatest));
            return null;
        }
        if (!scalar.TryGetDecimal(out var value) || value < least || value > greatest)
        {
            OutOfRange(entry, scalar, "a number " + Range(least, greatest));
            return null;
        }
        return value;
    }

    /// <summary>One of a few words.</summary>
    public string? Word(string name, IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var scalar = Text(name);
        if (scalar is null || words.Contains(scalar.Text))
        {
            return scalar?.Text;
        }
        var suggestion = bag.Suggestion(scalar.Text, words);
        bag.Error(YamlCodes.UnknownWord, scalar.Position, $"'{name}' of {where} must be one of {DiagnosticText.List(words)}, and it is {DiagnosticText.Quote(scalar.Text)}{suggestion}");
        return null;
    }

    /// <summary>A map.</summary>
    public YamlMapping? Mapping(string name)
    {
        var entry = Find(name);
        if (entry is not null && entry.Value is not YamlMapping)
        {
            WrongType(entry, "a map");
        }
        return entry?.Value as YamlMapping;
    }

    /// <summary>A map whose fields are known, or null.</summary>
    public YamlFields? Fields(string name) => Mapping(name) is { } mapping ? new YamlFields(mapping, name, bag) : null;

    /// <summary>A list.</summary>
    public YamlSequence? Sequence(string name)
    {
        var entry = Find(name);
        if (entry is not null && entry.Value is not YamlSequence)
        {
            WrongType(entry, "a list");
        }
        return entry?.Value as YamlSequence;
    }

    /// <summary>A list of texts; entries that are no text are reported and left out.</summary>
    public IReadOnlyList<YamlScalar> Texts(string name)
    {
        var texts = new List<YamlScalar>();
        foreach (var item in Sequence(name)?.Items ?? [])
        {
            if (item is YamlScalar { Kind: YamlScalarKind.Text } text)
            {
                texts.Add(text);
                continue;
            }
            bag.Error(YamlCodes.WrongType, item.Position, $"An entry of '{name}' of {where} must be text, and it is {Shown(item)}.");
        }
        return texts;
    }

    /// <summary>The maps of a list, each with its known fields; entries that are no map are reported and left out.</summary>
    public IEnumerable<YamlFields> FieldsOfItems(string name)
    {
        foreach (var item in Sequence(name)?.Items ?? [])
        {
            if (item is YamlMapping mapping)
            {
                yield return new YamlFields(mapping, "an entry of " + name, bag);
                continue;
            }
            bag.Error(YamlCodes.WrongType, item.Position, $"An entry of '{name}' of {where} must be a map, and it is {Shown(item)}.");
        }
    }

    /// <summary>Reports the fields that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var entry in map.Entries.Where(entry => !_known.Contains(entry.Name) && !_refused.Contains(entry.Name)))
        {
            var known = _known.Count == 0 ? "" : $" Known: {DiagnosticText.List(_known)}.";
            var suggestion = !bag.IsFull && NearestName.Find(entry.Name, _known) is { } nearest ? $"; did you mean '{nearest}'?" : "." + known;
            bag.Error(YamlCodes.UnknownField, entry.Key.Position, $"Unknown field {DiagnosticText.Quote(entry.Name)} in {where}{suggestion}");
        }
    }

    /// <summary>Reports that a field must be something else.</summary>
    public void WrongType(YamlEntry entry, string expected)
    {
        ArgumentNullException.ThrowIfNull(entry);
        bag.Error(YamlCodes.WrongType, entry.Value.Position, $"{DiagnosticText.Quote(entry.Name)} of {where} must be {expected}, and it is {Shown(entry.Value)}.");
    }

    /// <summary>A value in a message: what it is, and its text when it has one.</summary>
    public static string Shown(YamlNode node) => node switch
    {
        YamlScalar { Kind: YamlScalarKind.Null } scalar => scalar.KindText,
        YamlScalar scalar => $"{scalar.KindText}: {DiagnosticText.Quote(scalar.Text)}",
        null => throw new ArgumentNullException(nameof(node)),
        _ => node.KindText,
    };

    private YamlScalar? AsText(YamlEntry? entry)
    {
        if (entry is null || entry.Value is YamlScalar { Kind: YamlScalarKind.Text })
        {
            return (YamlScalar?)entry?.Value;
        }
        WrongType(entry, entry.Value is YamlScalar { Kind: not YamlScalarKind.Null } ? "text (in quotes)" : "text");
        return null;
    }

    private void OutOfRange(YamlEntry entry, YamlScalar scalar, string expected) =>
        bag.Error(YamlCodes.OutOfRange, scalar.Position, $"'{entry.Name}' of {where} must be {expected}, and it is {DiagnosticText.Quote(scalar.Text)}.");

    private static string Range(decimal least, decimal greatest)
    {
        var from = least.ToString(CultureInfo.InvariantCulture);
        return $"from {from} to {greatest.ToString(CultureInfo.InvariantCulture)}";
    }
}
