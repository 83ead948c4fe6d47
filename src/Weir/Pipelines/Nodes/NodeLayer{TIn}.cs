namespace Weir;

/// <summary>What the options of a node put around all its attempts: what it tells, the checks of its input, and its dead letters.</summary>
internal sealed class NodeLayer<TNodeIn> : Layer
{
    private readonly NodeTraits<TNodeIn> _traits;
    private readonly NodeInputCheck<TNodeIn>? _check;

    /// <exception cref="InvalidOperationException">The inputs of the node cannot be checked, or a pattern is wrong.</exception>
    public NodeLayer(NodeTraits<TNodeIn> traits)
    {
        _traits = traits;
        _check = traits.Options.Security.Enabled ? new NodeInputCheck<TNodeIn>(traits) : null;
        Name = "node: " + string.Join(", ", Parts(traits.Options));
    }

    public override string Name { get; }

    public override LayerScope Scope => LayerScope.Step;

    public override StepCall<TIn, TOut> Wrap<TIn, TOut>(StepCall<TIn, TOut> next, LayerTarget target) =>
        new NodeCall<TIn, TOut>(this, next, (NodeTraits<TIn>)(object)_traits, (NodeInputCheck<TIn>?)(object?)_check);

    private static IEnumerable<string> Parts(NodeOptions options)
    {
        if (options.Observability.IsOn)
        {
            yield return "observability";
        }

        if (options.Security.Enabled)
        {
            yield return "security";
        }

        if (options.DeadLetterQueue.Enabled)
        {
            yield return "dead letters";
        }
    }
}
