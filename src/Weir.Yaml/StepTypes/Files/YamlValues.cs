using System.Globalization;
using System.Numerics;

namespace Weir.Yaml.StepTypes;

/// <summary>What a YAML file says, as the values that steps hand on: by the core schema of YAML 1.2, whole numbers beyond 64 bits as numbers.</summary>
internal static class YamlValues
{
    /// <param name="node">A value of a file that was read without errors.</param>
    public static object? Of(YamlNode node) => node switch
    {
        YamlMapping map => MapOf(map),
        YamlSequence list => list.Items.Select(Of).ToArray(),
        YamlScalar scalar => ScalarOf(scalar),
        _ => throw new ArgumentException($"A YAML value of the type {node.GetType()} is unknown.", nameof(node)),
    };

    private static OrderedDictionary<string, object?> MapOf(YamlMapping mapping)
    {
        var map = new OrderedDictionary<string, object?>(mapping.Entries.Count, StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            map.Add(entry.Name, Of(entry.Value));
        }

        return map;
    }

    private static object? ScalarOf(YamlScalar scalar) => scalar.Kind switch
    {
        YamlScalarKind.Null => null,
        YamlScalarKind.Boolean => scalar.IsTrue,
        YamlScalarKind.WholeNumber => scalar.TryGetInteger(out var integer) ? (object)integer : LargeOf(scalar.Text),
        YamlScalarKind.Number => NumberOf(scalar.Text),
        _ => scalar.Text,
    };

    private static double NumberOf(string text) => text.TrimStart('+', '-') switch
    {
        ".inf" or ".Inf" or ".INF" => text.StartsWith('-') ? double.NegativeInfinity : double.PositiveInfinity,
        ".nan" or ".NaN" or ".NAN" => double.NaN,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    /// <summary>A whole number beyond 64 bits; in base 8 or 16 it has no sign.</summary>
    private static double LargeOf(string text) => text switch
    {
        // The zero in front keeps the first digit from being a sign.
        ['0', 'x', .. var digits] => NearestOf(BigInteger.Parse($"0{digits}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)),
        ['0', 'o', .. var digits] => NearestOf(digits.Aggregate(BigInteger.Zero, static (sum, digit) => (sum * 8) + (digit - '0'))),
        _ => NumberOf(text),
    };

    // A conversion would cut off what does not fit; reading the digits rounds it.
    private static double NearestOf(BigInteger integer) => NumberOf(integer.ToString(CultureInfo.InvariantCulture));
}
