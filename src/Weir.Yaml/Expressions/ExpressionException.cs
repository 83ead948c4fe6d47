namespace Weir.Yaml.Expressions;

/// <summary>An expression that cannot be read, does not fit, or cannot be evaluated.</summary>
/// <param name="message">One sentence.</param>
/// <param name="offset">Where in the text of the expression, from 0.</param>
public sealed class ExpressionException(string message, int offset) : Exception(message)
{
    /// <summary>Where in the text of the expression, from 0.</summary>
    public int Offset => offset;
}
