namespace Weir.Yaml.Expressions;

/// <summary>A value that stands in the expression itself.</summary>
internal sealed class Literal(object? value, int offset) : Expression(offset)
{
    public object? Value => value;

    public override ValueShape ShapeIn(ExpressionNames names) => Shapes.Of(value);

    public override object? Evaluate(ExpressionScope scope) => value;
}
