namespace Weir.Yaml.Expressions;

/// <summary>What is known of the names in an expression before anything runs; each member gives null for a name that is not there.</summary>
internal abstract class ExpressionNames
{
    public abstract ValueShape? Input(string name);

    public abstract ValueShape? Output(string step);

    public abstract IReadOnlyCollection<string> Inputs { get; }

    public abstract IReadOnlyCollection<string> Steps { get; }

    /// <summary>The shape of <c>item</c>; null where the expression is in no fan-out.</summary>
    public abstract ValueShape? Item { get; }
}
