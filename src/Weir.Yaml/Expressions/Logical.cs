namespace Weir.Yaml.Expressions;

/// <summary><c>&amp;&amp;</c> and <c>||</c>, which look at the second side only if it decides.</summary>
internal sealed class Logical(string sign, Expression left, Expression right, int offset) : Expression(offset)
{
    public override IEnumerable<Expression> Parts => [left, right];

    public override ValueShape ShapeIn(ExpressionNames names)
    {
        foreach (var shape in Parts.Select(part => part.ShapeIn(names)))
        {
            if (!shape.MayBe(ValueShape.Boolean))
            {
                throw Error(Wrong(shape.ToString()));
            }
        }

        return ValueShape.Boolean;
    }

    public override object? Evaluate(ExpressionScope scope) => Side(left, scope) == (sign == "||") ? sign == "||" : Side(right, scope);

    private bool Side(Expression side, ExpressionScope scope) =>
        side.Evaluate(scope) is var value && value is bool flag ? flag : throw Error(Wrong(StepValues.KindOf(value)));

    private string Wrong(string kind) => $"'{sign}' wants true or false on both sides, and one side is {kind}.";
}
