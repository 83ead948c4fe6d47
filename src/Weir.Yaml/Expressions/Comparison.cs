using System.Globalization;

namespace Weir.Yaml.Expressions;

/// <summary><c>== != &lt; &lt;= &gt; &gt;=</c>; the last four compare numbers with numbers and text with text, by the codes of its characters.</summary>
internal sealed class Comparison(string sign, Expression left, Expression right, int offset) : Expression(offset)
{
    public override IEnumerable<Expression> Parts => [left, right];

    private bool IsEquality => sign is "==" or "!=";

    public override ValueShape ShapeIn(ExpressionNames names)
    {
        var (a, b) = (left.ShapeIn(names), right.ShapeIn(names));
        var fits = IsEquality
            ? a.MayBe(b) || a == ValueShape.Null || b == ValueShape.Null
            : (Shapes.IsNumber(a) && Shapes.IsNumber(b)) || (a.MayBe(ValueShape.Text) && b.MayBe(ValueShape.Text));
        return fits ? ValueShape.Boolean : throw Error(IsEquality
            ? $"{Capital(a)} and {b} are never equal."
            : $"'{sign}' compares numbers, or texts; here are {a} and {b}.");
    }

    public override object? Evaluate(ExpressionScope scope)
    {
        var (a, b) = (left.Evaluate(scope), right.Evaluate(scope));
        if (IsEquality)
        {
            return StepValues.AreEqual(a, b) == (sign == "==");
        }

        // No number is less than, equal to or greater than one that is none.
        if ((a is double x && double.IsNaN(x)) || (b is double y && double.IsNaN(y)))
        {
            return false;
        }

        var order = Compare(a, b);
        return sign switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    private int Compare(object? a, object? b) => (a, b) switch
    {
        (string x, string y) => string.CompareOrdinal(x, y),
        (long x, long y) => x.CompareTo(y),
        (long or double, long or double) =>
            Convert.ToDouble(a, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(b, CultureInfo.InvariantCulture)),
        _ => throw Error($"'{sign}' compares numbers, or texts; here are {StepValues.KindOf(a)} and {StepValues.KindOf(b)}."),
    };

    private static string Capital(ValueShape shape) => shape.ToString() is var text ? char.ToUpperInvariant(text[0]) + text[1..] : "";
}
