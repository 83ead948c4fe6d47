using System.Globalization;
using Weir.Generation.Contracts;

namespace Weir.Generation.Code;

/// <summary>Writes a record's limits, one for each property that has any, and the calls that check them.</summary>
internal sealed class ValidatorWriter(Contract contract)
{
    private readonly List<LimitText> _limits = [];

    /// <summary>The limits, in the order of their fields <c>Limit1</c>, <c>Limit2</c>, and so on.</summary>
    public IReadOnlyList<LimitText> Declared => _limits;

    /// <summary>The statements, one for each property that is checked, in the order of the properties.</summary>
    public IReadOnlyList<string> Checks(RecordType record) => [.. record.Fields.Select(Check).OfType<string>()];

    private string? Check(RecordField field)
    {
        var isOptional = !field.Required && field.DefaultJson is null;
        var limit = LimitOf(field.Type);
        if (limit is null && (isOptional || !IsReference(field.Type)))
        {
            return null;
        }

        limit ??= Limit("AnyLimit", field.Type, "()");
        _limits.Add(limit with { Number = _limits.Count + 1 });
        var call = isOptional ? "Optional" : "Required";
        return Invariant($"Limit{_limits.Count}.{call}(value.{field.Name}, {CSharpText.Literal(CSharpText.PathSegment(field.JsonName))}, problems);");
    }

    /// <summary>The limit of a type; null where anything will do.</summary>
    private LimitText? LimitOf(SchemaType type) => type switch
    {
        StringSchema text => Text(text),
        NumberSchema number => Number(number),
        ListSchema list => List(list),
        JsonSchema { MustBeObject: true } => new LimitText("ObjectLimit", "()"),
        NamedSchema named when contract.FindType(named.Name) is RecordType => Limit("ModelLimit", named, $"({named.Name}Validator.Collect)"),
        _ => null,
    };

    private static LimitText? Text(StringSchema text)
    {
        if (!text.IsText)
        {
            return null;
        }

        string?[] values =
        [
            text.MinLength is { } least and > 0 ? Invariant($"MinLength = {least}") : null,
            text.MaxLength is { } most ? Invariant($"MaxLength = {most}") : null,
            text.Pattern is { } pattern ? "Pattern = " + CreateRegex(pattern) : null,
            text.Format != StringFormat.None ? $"Format = {CSharpText.Literal(Limits.FormatName(text.Format))}" : null,
        ];
        return Filled(values) is { } filled ? new LimitText("TextLimit", "()" + filled) : null;
    }

    private static LimitText? Number(NumberSchema number)
    {
        string?[] values =
        [
            Bound("Minimum", number.Minimum),
            Bound("Maximum", number.Maximum),
            Bound("ExclusiveMinimum", number.ExclusiveMinimum),
            Bound("ExclusiveMaximum", number.ExclusiveMaximum),
            number.Allowed.Count > 0 ? $"Allowed = [{string.Join(", ", number.Allowed.Select(CSharpText.Literal))}]" : null,
        ];
        return Filled(values) is { } filled ? Limit("NumberLimit", number, "()" + filled) : null;

        static string? Bound(string name, decimal? limit) => limit is { } bound ? $"{name} = {CSharpText.Literal(bound)}" : null;
    }

    private LimitText? List(ListSchema list)
    {
        var item = LimitOf(list.Item);
        if (item is null && !IsReference(list.Item) && list is { MinItems: null or <= 0, MaxItems: null })
        {
            return null;
        }

        string?[] values =
        [
            list.MinItems is { } least and > 0 ? Invariant($"MinItems = {least}") : null,
            list.MaxItems is { } most ? Invariant($"MaxItems = {most}") : null,
        ];
        return Limit("ListLimit", list.Item, $"({(item is null ? "" : $"new {item.Type}{item.Arguments}")}){Filled(values)}");
    }

    private bool IsReference(SchemaType type) =>
        type is StringSchema { IsText: true } or ListSchema || (type is NamedSchema named && contract.FindType(named.Name) is RecordType);

    private static LimitText Limit(string name, SchemaType of, string arguments) => new($"{name}<{ClrTypes.Outside(of)}>", arguments);

    private static string? Filled(IEnumerable<string?> values)
    {
        var given = values.OfType<string>().ToArray();
        return given.Length == 0 ? null : $" {{ {string.Join(", ", given)} }}";
    }

    private static string CreateRegex(string pattern) => PatternRegex.IsLinear(pattern)
        ? $"new({CSharpText.Literal(pattern)}, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)"
        : $"new({CSharpText.Literal(pattern)}, RegexOptions.CultureInvariant, TimeSpan.FromSeconds({PatternRegex.Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)}))";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>A limit as C#: its type, and how it is made.</summary>
internal sealed record LimitText(string Type, string Arguments)
{
    public int Number { get; init; }

    /// <summary>The initializer of a field.</summary>
    public string Create => "new" + Arguments;
}
