using System.Reflection;
using System.Text.Json.Nodes;

namespace Weir.Tests.Options;

/// <summary>The records of options and the catalog that files are read by say the same.</summary>
public sealed class OptionRecordTests
{
    public static TheoryData<string> Layers => [.. OptionCatalog.Layers.Select(static layer => layer.Name)];

    [Fact]
    public void Options_HaveAPropertyForEveryLayerAndNoOther() =>
        Assert.Equal(
            OptionCatalog.Layers.Select(static layer => DrawnOptions.Pascal(layer.Name)).Append("AllowRuntimeChanges").Append("Hash").Order(StringComparer.Ordinal),
            typeof(OptimizationOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(static property => property.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Layers))]
    public void Catalog_HasEveryOptionOfTheRecord(string name)
    {
        var layer = Find(name);
        var values = layer.Property.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static property => !typeof(Delegate).IsAssignableFrom(property.PropertyType)).Select(static property => property.Name);
        Assert.Equal(values.Order(StringComparer.Ordinal), layer.Section.Fields.Select(DrawnOptions.Pascal).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Layer_ThatIsGiven_IsOnAndWithoutAReason(string name)
    {
        var layer = Activator.CreateInstance(Find(name).Property.PropertyType)!;
        Assert.Equal(true, layer.GetType().GetProperty("Enabled")!.GetValue(layer));
        Assert.Null(layer.GetType().GetProperty("Reason")!.GetValue(layer));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Record_HasTheRangesOfTheCatalog(string name)
    {
        var layer = Find(name);
        foreach (var (property, description) in DrawnOptions.Values(layer))
        {
            if (DrawnOptions.Range(property, description) is not var (min, max))
            {
                Assert.True(property.PropertyType == typeof(bool) || property.PropertyType == typeof(string), property.Name);
                continue;
            }

            Set(layer.Property, property, min);
            Set(layer.Property, property, max);
            Refused(layer.Property, property, Beside(min, -1));
            Refused(layer.Property, property, Beside(max, 1));
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Schema_HasTheDefaultsOfTheRecord(string name)
    {
        var layer = Find(name);
        var made = Activator.CreateInstance(layer.Property.PropertyType)!;
        var options = new OptimizationOptions();
        layer.Property.SetValue(options, made);
        var written = JsonNode.Parse(OptimizationOptionsFile.ToJson(options))![name]!.AsObject();
        Assert.All(layer.Section.Schema()["properties"]!.AsObject(), one => Assert.True(JsonNode.DeepEquals(one.Value!["default"], written[one.Key]), one.Key));
    }

    private static (PropertyInfo Property, LayerSection Section) Find(string name) => DrawnOptions.Layers.Single(layer => layer.Section.Name == name);

    private static void Set(PropertyInfo layer, PropertyInfo option, object value)
    {
        var made = Activator.CreateInstance(layer.PropertyType)!;
        option.SetValue(made, value);
        Assert.Equal(value, option.GetValue(made));
    }

    private static void Refused(PropertyInfo layer, PropertyInfo option, object value)
    {
        var thrown = Assert.Throws<TargetInvocationException>(() => Set(layer, option, value));
        var error = Assert.IsType<ArgumentOutOfRangeException>(thrown.InnerException);
        Assert.Contains($"{option.Name} is ", error.Message, StringComparison.Ordinal);
    }

    private static object Beside(object value, int by) => value switch
    {
        int number => number + by,
        long number => number + by,
        double number => number + (by * 0.001),
        TimeSpan time => time + TimeSpan.FromTicks(by),
        _ => throw new NotSupportedException(value.GetType().Name),
    };
}
