using System.Globalization;
using Weir.Yaml;

namespace Weir.Generation.Contracts.Schemas;

/// <summary>Reads the values of <c>enum</c>.</summary>
internal sealed class SchemaEnums(DiagnosticBag bag, Patterns patterns)
{
    private const int MaxValues = 5000;

    /// <summary>The members of an enumeration of texts, each within the limits beside it; null when something is wrong.</summary>
    public IReadOnlyList<EnumMember>? ReadTexts(YamlFields fields, StringSchema limits, string path)
    {
        if (ReadValues(fields, path) is not { } values)
        {
            return null;
        }
        var texts = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (value is not YamlScalar { Kind: YamlScalarKind.Text } scalar)
            {
                bag.Error(ContractCodes.Enumeration, value.Position, $"A value of 'enum' of {path} must be text like the others, and it is {YamlFields.Shown(value)}; put it in quotes.");
            }
            else if (!seen.Add(scalar.Text))
            {
                ReportTwice(scalar, path);
            }
            else if (ValueChecker.FindTextProblem(scalar.Text, limits, patterns) is { } problem)
            {
                bag.Error(ContractCodes.LimitsDisagree, scalar.Position, $"The value {DiagnosticText.Quote(scalar.Text)} of 'enum' of {path} breaks the limits beside it: {problem}.");
            }
            else
            {
                texts.Add(scalar.Text);
            }
        }
        return texts.Count == values.Count ? Naming.ToEnumMembers(texts) : null;
    }

    /// <summary>The numbers that are allowed; empty when there is no <c>enum</c>.</summary>
    public IReadOnlyList<decimal> ReadNumbers(YamlFields fields, NumberSchema limits, string path)
    {
        if (fields.Find("enum") is null || ReadValues(fields, path) is not { } values)
        {
            return [];
        }
        var numbers = new List<decimal>();
        var seen = new HashSet<decimal>();
        foreach (var value in values)
        {
            if (value is not YamlScalar { IsNumber: true } scalar)
            {
                bag.Error(ContractCodes.Enumeration, value.Position, $"A value of 'enum' of {path} must be a number, and it is {YamlFields.Shown(value)}.");
            }
            else if (!scalar.TryGetDecimal(out var number))
            {
                bag.Error(ContractCodes.NumberTooLarge, scalar.Position, $"The value {DiagnosticText.Quote(scalar.Text)} of 'enum' of {path} is a number that decimal cannot hold exactly.");
            }
            else if (!seen.Add(number))
            {
                ReportTwice(scalar, path);
            }
            else if (!SchemaLimits.IsInside(limits, number))
            {
                bag.Error(ContractCodes.LimitsDisagree, scalar.Position, $"The value {number.ToString(CultureInfo.InvariantCulture)} of 'enum' of {path} is not allowed by the type or the limits beside it.");
            }
            else
            {
                numbers.Add(number);
            }
        }
        return numbers;
    }

    private IReadOnlyList<YamlNode>? ReadValues(YamlFields fields, string path)
    {
        if (fields.Sequence("enum") is not { } list)
        {
            return null;
        }
        if (list.Items.Count == 0)
        {
            bag.Error(ContractCodes.Enumeration, list.Position, $"'enum' of {path} is empty, so that no value is allowed.");
            return null;
        }
        if (list.Items.Count > MaxValues)
        {
            bag.Error(ContractCodes.Enumeration, list.Position, $"'enum' of {path} has {list.Items.Count} values; at most {MaxValues} are read.");
            return null;
        }
        return list.Items;
    }

    private void ReportTwice(YamlScalar scalar, string path) =>
        bag.Error(ContractCodes.Enumeration, scalar.Position, $"The value {DiagnosticText.Quote(scalar.Text)} stands twice in 'enum' of {path}.");
}
