using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Weir.Tests.Options;

/// <summary>The properties of the records of options, with the ranges that files have for them.</summary>
internal static partial class DrawnOptions
{
    /// <summary>The layers: the property of <see cref="OptimizationOptions"/>, and what the catalog has for it.</summary>
    public static IReadOnlyList<(PropertyInfo Property, LayerSection Section)> Layers { get; } =
        [.. OptionCatalog.Layers.Select(static section => (typeof(OptimizationOptions).GetProperty(Pascal(section.Name))!, section))];

    /// <summary>The options of a layer that are values, with what the schema says of each.</summary>
    public static IEnumerable<(PropertyInfo Property, string Description)> Values((PropertyInfo Property, LayerSection Section) layer)
    {
        var properties = layer.Section.Schema()["properties"]!.AsObject();
        return layer.Section.Fields.Select(name => (layer.Property.PropertyType.GetProperty(Pascal(name))!, properties[name]!["description"]!.GetValue<string>()));
    }

    /// <summary>The ends of a range, of the type of the property; null: there is none.</summary>
    public static (object Min, object Max)? Range(PropertyInfo property, string description)
    {
        var match = Between().Match(description);
        return match.Success ? (Value(property, match.Groups[1].Value), Value(property, match.Groups[2].Value)) : null;
    }

    /// <summary>Options with chance in every value.</summary>
    public static OptimizationOptions Draw(Random random)
    {
        var options = new OptimizationOptions { AllowRuntimeChanges = random.Next(3) switch { 0 => null, 1 => true, _ => false } };
        foreach (var layer in Layers.Where(_ => random.Next(2) == 0))
        {
            var made = Activator.CreateInstance(layer.Property.PropertyType)!;
            foreach (var (property, description) in Values(layer).Where(_ => random.Next(3) > 0))
            {
                property.SetValue(made, Draw(random, property, description));
            }

            layer.Property.SetValue(options, made);
        }

        return options;
    }

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static object? Draw(Random random, PropertyInfo property, string description)
    {
        if (property.PropertyType == typeof(bool))
        {
            return random.Next(2) == 0;
        }

        if (property.PropertyType == typeof(string))
        {
            return random.Next(4) == 0 ? null : string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => "aZ \"\\/\n\t\u0001\u00e4\u2028😀{}"[random.Next(12)]).Where(static one => !char.IsSurrogate(one)));
        }

        var (min, max) = Range(property, description)!.Value;
        return (min, max) switch
        {
            (int low, int high) => Nullable.GetUnderlyingType(property.PropertyType) is not null && random.Next(3) == 0 ? null : random.Next(low, high) + random.Next(2),
            (long low, long high) => random.NextInt64(low, high),
            (double low, double high) => random.Next(4) == 0 ? -0.0 + low : low + (random.NextDouble() * (high - low)),
            (TimeSpan low, TimeSpan high) => new TimeSpan(Math.Clamp(random.NextInt64(low.Ticks, high.Ticks) / Grain(random) * Grain(random), low.Ticks, high.Ticks)),
            _ => throw new NotSupportedException(property.Name),
        };
    }

    // Whole units and odd ticks.
    private static long Grain(Random random) => random.Next(5) switch { 0 => TimeSpan.TicksPerHour, 1 => TimeSpan.TicksPerMinute, 2 => TimeSpan.TicksPerSecond, 3 => TimeSpan.TicksPerMillisecond, _ => 1 };

    private static object Value(PropertyInfo property, string text)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type == typeof(TimeSpan)
            ? DurationText.TryParse(text, out var duration) ? duration : throw new FormatException(text)
            : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"between (\S+) and ([0-9.a-z]*[0-9a-z])")]
    private static partial Regex Between();
}
