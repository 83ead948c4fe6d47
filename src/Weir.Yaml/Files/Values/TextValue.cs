using System.Text;
using Weir.Yaml.Expressions;

namespace Weir.Yaml.Files;

/// <summary>Text with expressions in it, whose values become text.</summary>
/// <param name="source">What it was read from.</param>
/// <param name="parts">Constant texts and expressions, in order.</param>
internal sealed class TextValue(YamlScalar source, IReadOnlyList<ValueTemplate> parts) : ValueTemplate(source)
{
    public override IEnumerable<Expression> Expressions => parts.SelectMany(static part => part.Expressions);

    public override ValueShape ShapeIn(ExpressionNames names, DiagnosticBag bag)
    {
        foreach (var part in parts)
        {
            part.ShapeIn(names, bag);
        }

        return ValueShape.Text;
    }

    public override object? Evaluate(ExpressionScope scope)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(StepValues.ToText(part.Evaluate(scope)));
        }

        return text.ToString();
    }
}
