namespace Weir.Yaml.Expressions;

/// <summary>Shapes of values that are known.</summary>
internal static class Shapes
{
    public static ValueShape Of(object? value) => value switch
    {
        null => ValueShape.Null,
        string => ValueShape.Text,
        bool => ValueShape.Boolean,
        long => ValueShape.WholeNumber,
        double => ValueShape.Number,
        IReadOnlyDictionary<string, object?> map => ValueShape.MapOf([.. map.Select(static pair => (pair.Key, Of(pair.Value)))]),
        IReadOnlyList<object?> list => ValueShape.ListOf(list.Count == 0 ? ValueShape.Any : Join(list.Select(Of))),
        _ => ValueShape.Any,
    };

    /// <summary>The same without a look at what is inside, which may be long.</summary>
    public static ValueShape KindOf(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> => ValueShape.AnyMap,
        IReadOnlyList<object?> => ValueShape.AnyList,
        _ => Of(value),
    };

    /// <summary>The shape that all of them have, if there is one.</summary>
    public static ValueShape Join(IEnumerable<ValueShape> shapes)
    {
        ValueShape? joined = null;
        foreach (var shape in shapes)
        {
            joined = joined is null || joined == shape ? shape
                : joined.MayBe(ValueShape.Number) && shape.MayBe(ValueShape.Number) && joined is ValueShape.ScalarShape && shape is ValueShape.ScalarShape ? ValueShape.Number
                : ValueShape.Any;
        }

        return joined ?? ValueShape.Any;
    }

    public static bool IsNumber(ValueShape shape) => shape.MayBe(ValueShape.Number);
}
