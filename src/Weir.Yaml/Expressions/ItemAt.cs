namespace Weir.Yaml.Expressions;

/// <summary><c>list[n]</c> and <c>map[key]</c> with a key that is known only when it is evaluated.</summary>
internal sealed class ItemAt(Expression target, Expression key, int offset) : Expression(offset)
{
    public override IEnumerable<Expression> Parts => [target, key];

    public override ValueShape ShapeIn(ExpressionNames names)
    {
        var (list, at) = (target.ShapeIn(names), key.ShapeIn(names));
        if (list is ValueShape.ListShape { Item: var item })
        {
            return at.MayBe(ValueShape.WholeNumber) ? item : throw Error($"A list is read by the number of an item, and this is {at}.");
        }

        if (!list.MayBe(ValueShape.AnyMap))
        {
            throw Error($"Brackets read a list or a map, and this is {list}.");
        }

        return list is ValueShape.AnyShape || at.MayBe(ValueShape.Text) ? ValueShape.Any : throw Error($"A map is read by the name of a field, and this is {at}.");
    }

    public override object? Evaluate(ExpressionScope scope) => Read(target.Evaluate(scope), key.Evaluate(scope), orNull: false);

    public override object? EvaluateOrNull(ExpressionScope scope) =>
        target.EvaluateOrNull(scope) is { } list ? Read(list, key.Evaluate(scope), orNull: true) : null;

    private object? Read(object? from, object? at, bool orNull) => (from, at) switch
    {
        (IReadOnlyDictionary<string, object?> map, string name) => map.GetValueOrDefault(name),
        (IReadOnlyList<object?> list, long index) when index >= 0 && index < list.Count => list[(int)index],
        (IReadOnlyList<object?>, long) when orNull => null,
        (IReadOnlyList<object?> list, long index) => throw Error($"There is no item {index} in a list of {list.Count}; the first is 0."),
        (IReadOnlyList<object?>, _) => throw Error($"A list is read by the number of an item, and this is {StepValues.KindOf(at)}."),
        (IReadOnlyDictionary<string, object?>, _) => throw Error($"A map is read by the name of a field, and this is {StepValues.KindOf(at)}."),
        _ => throw Error($"Brackets read a list or a map, and this is {StepValues.KindOf(from)}."),
    };
}
