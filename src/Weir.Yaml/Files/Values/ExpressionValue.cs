using Weir.Yaml.Expressions;

namespace Weir.Yaml.Files;

/// <summary>A value that is one expression; it keeps its type.</summary>
internal sealed class ExpressionValue(YamlScalar source, Expression expression, int start, SourceText text) : ValueTemplate(source)
{
    public Expression Expression => expression;

    public override IEnumerable<Expression> Expressions => expression.All;

    public override ValueShape ShapeIn(ExpressionNames names, DiagnosticBag bag)
    {
        try
        {
            return expression.ShapeIn(names);
        }
        catch (ExpressionException error)
        {
            bag.Error(WorkflowCodes.Expression, text.PlaceOf(source, start + error.Offset), error.Message);
            return ValueShape.Any;
        }
    }

    public override object? Evaluate(ExpressionScope scope)
    {
        try
        {
            return expression.Evaluate(scope);
        }
        catch (ExpressionException error)
        {
            throw new ExpressionException($"{text.PlaceOf(source, start + error.Offset)}: {error.Message}", error.Offset);
        }
    }
}
