using Weir.Yaml.Expressions;

namespace Weir.Yaml.Files;

/// <summary>A value of a workflow file, in which expressions may stand.</summary>
/// <param name="source">What it was read from.</param>
internal abstract class ValueTemplate(YamlNode source)
{
    public YamlNode Source => source;

    public SourcePosition Position => source.Position;

    /// <summary>Whether the value is known without running anything.</summary>
    public bool IsLiteral => !Expressions.Any();

    /// <summary>The expressions in it, each with all its parts.</summary>
    public abstract IEnumerable<Expression> Expressions { get; }

    /// <summary>What the value will be; what does not fit is reported, and counts as any value.</summary>
    public abstract ValueShape ShapeIn(ExpressionNames names, DiagnosticBag bag);

    /// <exception cref="ExpressionException">The values do not fit; the message has the place.</exception>
    public abstract object? Evaluate(ExpressionScope scope);
}
