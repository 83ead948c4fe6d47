namespace Weir.Yaml.Expressions;

/// <summary>A part of an expression that has a value. It always ends, and touches nothing but the scope.</summary>
/// <param name="offset">Where it stands in the text.</param>
internal abstract class Expression(int offset)
{
    /// <summary>How long an expression may be, in characters.</summary>
    public const int MaxLength = 10_000;

    /// <summary>How deep its parts may be nested.</summary>
    public const int MaxDepth = 100;

    public int Offset => offset;

    /// <summary>The parts directly inside.</summary>
    public virtual IEnumerable<Expression> Parts => [];

    /// <summary>All parts, itself first.</summary>
    public IEnumerable<Expression> All => Parts.SelectMany(static part => part.All).Prepend(this);

    /// <summary>What the value will be.</summary>
    /// <exception cref="ExpressionException">The parts do not fit, or a name is not known.</exception>
    public abstract ValueShape ShapeIn(ExpressionNames names);

    /// <exception cref="ExpressionException">The values do not fit.</exception>
    public abstract object? Evaluate(ExpressionScope scope);

    /// <summary>The same, and null where something on the way to a value is not there.</summary>
    public virtual object? EvaluateOrNull(ExpressionScope scope) => Evaluate(scope);

    protected ExpressionException Error(string message) => new(message, Offset);
}
