namespace Weir.Yaml.Expressions;

/// <summary>What the names in an expression stand for when it is evaluated.</summary>
internal abstract class ExpressionScope
{
    public abstract object? Input(string name);

    public abstract object? Output(string step);

    /// <summary>How a step ended: completed, failed, skipped, cancelled or paused.</summary>
    public abstract string Status(string step);

    public abstract string RunId { get; }

    /// <summary>The item that a step of a fan-out is for.</summary>
    public abstract object? Item { get; }

    /// <summary>The number of the item, from 0.</summary>
    public abstract long Index { get; }
}
