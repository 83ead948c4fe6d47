using Weir.Yaml.Expressions;

namespace Weir.Yaml.Files;

/// <summary>A list of values.</summary>
internal sealed class ListValue(YamlSequence source, IReadOnlyList<ValueTemplate> items) : ValueTemplate(source)
{
    public IReadOnlyList<ValueTemplate> Items => items;

    public override IEnumerable<Expression> Expressions => items.SelectMany(static item => item.Expressions);

    public override ValueShape ShapeIn(ExpressionNames names, DiagnosticBag bag)
    {
        ValueShape[] shapes = [.. items.Select(item => item.ShapeIn(names, bag))];
        return ValueShape.ListOf(Shapes.Join(shapes));
    }

    public override object? Evaluate(ExpressionScope scope) => items.Select(item => item.Evaluate(scope)).ToArray();
}
