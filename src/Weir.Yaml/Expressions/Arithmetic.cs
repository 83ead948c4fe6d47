using System.Globalization;

namespace Weir.Yaml.Expressions;

/// <summary>
/// <c>+ - * / %</c> of numbers, and <c>+</c> of texts. Whole numbers stay whole, but for a division that leaves a rest; what does
/// not fit 64 bits is refused.
/// </summary>
internal sealed class Arithmetic(string sign, Expression left, Expression right, int offset) : Expression(offset)
{
    /// <summary>How long a text may get that is put together, in characters.</summary>
    public const int MaxText = 16 * 1024 * 1024;

    public override IEnumerable<Expression> Parts => [left, right];

    public override ValueShape ShapeIn(ExpressionNames names)
    {
        var (a, b) = (left.ShapeIn(names), right.ShapeIn(names));
        if (Shapes.IsNumber(a) && Shapes.IsNumber(b))
        {
            return a == ValueShape.Any || b == ValueShape.Any ? (sign == "+" ? ValueShape.Any : ValueShape.Number)
                : sign == "/" ? ValueShape.Number
                : Shapes.Join([a, b]);
        }

        return sign == "+" && a.MayBe(ValueShape.Text) && b.MayBe(ValueShape.Text) ? ValueShape.Text : throw Error(Wrong(a.ToString(), b.ToString()));
    }

    public override object? Evaluate(ExpressionScope scope) => (left.Evaluate(scope), right.Evaluate(scope)) switch
    {
        (long a, long b) => Whole(a, b),
        (long or double, long or double) and var (a, b) =>
            Fraction(Convert.ToDouble(a, CultureInfo.InvariantCulture), Convert.ToDouble(b, CultureInfo.InvariantCulture)),
        (string a, string b) when sign == "+" => (long)a.Length + b.Length <= MaxText ? a + b : throw Error($"The text gets longer than {MaxText} characters."),
        var (a, b) => throw Error(Wrong(StepValues.KindOf(a), StepValues.KindOf(b))),
    };

    private object Whole(long a, long b)
    {
        try
        {
            return sign switch
            {
                "+" => checked(a + b),
                "-" => checked(a - b),
                "*" => checked(a * b),
                _ when b == 0 => throw Error("Division by zero."),
                _ when b == -1 => sign == "%" ? 0L : checked(-a),
                "%" => a % b,
                _ => a % b == 0 ? a / b : (object)((double)a / b),
            };
        }
        catch (OverflowException)
        {
            throw Error("The number is too large for 64 bits.");
        }
    }

    private double Fraction(double a, double b)
    {
        var result = sign switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            _ when b == 0 => throw Error("Division by zero."),
            "%" => a % b,
            _ => a / b,
        };
        return double.IsFinite(result) ? result : throw Error("The number is too large for 64 bits.");
    }

    private string Wrong(string a, string b) =>
        sign == "+" ? $"'+' adds numbers, or joins texts; here are {a} and {b}." : $"'{sign}' wants numbers; here are {a} and {b}.";
}
