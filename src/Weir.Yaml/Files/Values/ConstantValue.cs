using Weir.Yaml.Expressions;

namespace Weir.Yaml.Files;

/// <summary>A single value without expressions.</summary>
internal sealed class ConstantValue(YamlScalar source, object? value) : ValueTemplate(source)
{
    public override IEnumerable<Expression> Expressions => [];

    public override ValueShape ShapeIn(ExpressionNames names, DiagnosticBag bag) => Shapes.Of(value);

    public override object? Evaluate(ExpressionScope scope) => value;
}
