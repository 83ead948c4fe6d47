namespace Weir.Yaml.Expressions;

/// <summary><c>name(arguments)</c></summary>
internal sealed class Call(Function function, IReadOnlyList<Expression> arguments, int offset) : Expression(offset)
{
    public override IEnumerable<Expression> Parts => arguments;

    public override ValueShape ShapeIn(ExpressionNames names)
    {
        ValueShape[] shapes = [.. arguments.Select(argument => argument.ShapeIn(names))];
        for (var i = 0; i < shapes.Length; i++)
        {
            if (!function.Takes(i, shapes[i]))
            {
                throw new ExpressionException(Wrong(i, shapes[i].ToString()), arguments[i].Offset);
            }
        }

        return function.Gives(shapes);
    }

    public override object? Evaluate(ExpressionScope scope)
    {
        var values = new object?[arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            // A value that stands in for what is missing is the point of default(…).
            values[i] = function.IsLenient && i == 0 ? arguments[i].EvaluateOrNull(scope) : arguments[i].Evaluate(scope);
            if (!function.Takes(i, Shapes.KindOf(values[i])))
            {
                throw Error(Wrong(i, StepValues.KindOf(values[i])));
            }
        }

        try
        {
            return function.Apply(values);
        }
        catch (FormatException error)
        {
            throw Error(error.Message);
        }
    }

    private string Wrong(int index, string kind) => $"{function.Parameters[index]} of {function.Name}(…) must be {function.Wanted(index)}, and it is {kind}.";
}
