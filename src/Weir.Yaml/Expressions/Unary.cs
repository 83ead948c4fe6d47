namespace Weir.Yaml.Expressions;

/// <summary><c>!</c> of a truth value, <c>-</c> of a number.</summary>
internal sealed class Unary(string sign, Expression operand, int offset) : Expression(offset)
{
    public override IEnumerable<Expression> Parts => [operand];

    public override ValueShape ShapeIn(ExpressionNames names)
    {
        var shape = operand.ShapeIn(names);
        var wanted = sign == "!" ? ValueShape.Boolean : ValueShape.Number;
        return shape.MayBe(wanted) ? (shape == ValueShape.Any ? wanted : shape) : throw Error(Wrong(shape.ToString()));
    }

    public override object? Evaluate(ExpressionScope scope) => (sign, operand.Evaluate(scope)) switch
    {
        ("!", bool flag) => !flag,
        ("-", long.MinValue) => throw Error("The number is too large for 64 bits."),
        ("-", long integer) => -integer,
        ("-", double number) => -number,
        var (_, value) => throw Error(Wrong(StepValues.KindOf(value))),
    };

    private string Wrong(string kind) => $"'{sign}' wants {(sign == "!" ? ValueShape.Boolean : ValueShape.Number)}, and this is {kind}.";
}
