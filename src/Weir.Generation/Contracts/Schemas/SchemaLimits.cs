using Weir.Yaml;

namespace Weir.Generation.Contracts.Schemas;

/// <summary>Reads what limits texts, numbers and lists, and reports limits that no value can meet.</summary>
internal sealed class SchemaLimits(DiagnosticBag bag)
{
    public StringSchema ReadText(YamlFields fields, string path)
    {
        var least = (int?)fields.WholeNumber("minLength", 0, int.MaxValue);
        var greatest = (int?)fields.WholeNumber("maxLength", 0, int.MaxValue);
        CheckCounts(fields, "minLength", least, "maxLength", greatest, path);
        return new StringSchema
        {
            MinLength = least,
            MaxLength = greatest,
            Pattern = ReadPattern(fields),
            Format = ReadFormat(fields),
        };
    }

    public (int? Least, int? Greatest) ReadCounts(YamlFields fields, string path)
    {
        var least = (int?)fields.WholeNumber("minItems", 0, int.MaxValue);
        var greatest = (int?)fields.WholeNumber("maxItems", 0, int.MaxValue);
        CheckCounts(fields, "minItems", least, "maxItems", greatest, path);
        return (least, greatest);
    }

    public NumberSchema ReadNumber(YamlFields fields, bool isInteger, string path)
    {
        var schema = new NumberSchema
        {
            IsInteger = isInteger,
            Minimum = ReadLimit(fields, "minimum", isInteger),
            Maximum = ReadLimit(fields, "maximum", isInteger),
            ExclusiveMinimum = ReadLimit(fields, "exclusiveMinimum", isInteger),
            ExclusiveMaximum = ReadLimit(fields, "exclusiveMaximum", isInteger),
        };
        if (IsEmpty(schema))
        {
            var place = FirstOf(fields, "minimum", "exclusiveMinimum") ?? FirstOf(fields, "maximum", "exclusiveMaximum");
            bag.Error(ContractCodes.LimitsDisagree, place?.Value.Position ?? fields.Position, $"No {(isInteger ? "whole number" : "number")} meets the limits of {path}.");
        }
        return schema;
    }

    /// <summary>True when a number is inside the limits; the list of allowed values is not looked at.</summary>
    public static bool IsInside(NumberSchema schema, decimal value) =>
        (schema.Minimum is not { } minimum || value >= minimum)
        && (schema.Maximum is not { } maximum || value <= maximum)
        && (schema.ExclusiveMinimum is not { } above || value > above)
        && (schema.ExclusiveMaximum is not { } below || value < below)
        && (!schema.IsInteger || (value == decimal.Truncate(value) && value is >= long.MinValue and <= long.MaxValue));

    private static bool IsEmpty(NumberSchema schema)
    {
        var low = Max(schema.Minimum, schema.ExclusiveMinimum);
        var high = Min(schema.Maximum, schema.ExclusiveMaximum);
        if (schema.IsInteger)
        {
            var least = Max(low is null ? null : decimal.Ceiling(low.Value), schema.ExclusiveMinimum is { } above ? decimal.Floor(above) + 1 : null);
            var greatest = Min(high is null ? null : decimal.Floor(high.Value), schema.ExclusiveMaximum is { } below ? decimal.Ceiling(below) - 1 : null);
            return Max(least, long.MinValue) > Min(greatest, long.MaxValue);
        }
        return low > high || (low == high && (low == schema.ExclusiveMinimum || high == schema.ExclusiveMaximum) && low is not null);
    }

    private static decimal? Max(decimal? a, decimal? b) => a is null || b > a ? b : a;

    private static decimal? Min(decimal? a, decimal? b) => a is null || b < a ? b : a;

    private static YamlEntry? FirstOf(YamlFields fields, string name, string other) => fields.Find(name) ?? fields.Find(other);

    private decimal? ReadLimit(YamlFields fields, string name, bool isInteger)
    {
        var entry = fields.Find(name);
        if (entry is null)
        {
            return null;
        }
        if (entry.Value is not YamlScalar { IsNumber: true } scalar)
        {
            fields.WrongType(entry, "a number");
            return null;
        }
        if (!scalar.TryGetDecimal(out var value) || (isInteger && value is < long.MinValue or > long.MaxValue))
        {
            var holder = isInteger ? "a whole number of 64 bits" : "a decimal number of 28 digits";
            bag.Error(ContractCodes.NumberTooLarge, scalar.Position, $"'{name}' is {DiagnosticText.Quote(scalar.Text)}, which {holder} cannot hold exactly.");
            return null;
        }
        return value;
    }

    private void CheckCounts(YamlFields fields, string least, int? low, string greatest, int? high, string path)
    {
        if (low > high && fields.Find(least) is { } entry)
        {
            bag.Error(ContractCodes.LimitsDisagree, entry.Value.Position, $"'{least}' of {path} is {low}, more than '{greatest}', which is {high}.");
        }
    }

    private string? ReadPattern(YamlFields fields)
    {
        if (fields.Text("pattern") is not { } pattern)
        {
            return null;
        }
        if (Patterns.FindProblem(pattern.Text) is { } problem)
        {
            bag.Error(ContractCodes.Pattern, pattern.Position, problem);
            return null;
        }
        return pattern.Text;
    }

    private StringFormat ReadFormat(YamlFields fields)
    {
        var format = StringFormat.None;
        if (fields.Text("format") is { } name && !TextFormats.TryFind(name.Text, out format))
        {
            bag.Error(ContractCodes.UnknownFormat, name.Position, TextFormats.UnknownFormat(name.Text));
        }
        return format;
    }
}
