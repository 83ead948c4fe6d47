namespace Weir.Layers.Contexts;

/// <summary>Forks the state of a pipeline when a branch first changes it, and its maps by sharing them.</summary>
internal sealed class ContextsStrategy(ContextsOptions options) : PipelineStrategy
{
    public override string Name => "contexts";

    public override bool IsEnabled => options.Enabled;

    public override StatePlan Adapt(StatePlan state) => CopyOnWrite(state, options);

    /// <summary>The state with copy-on-write forks; itself where they are off, where a fork copies nothing, or where the user's function forks.</summary>
    public static StatePlan CopyOnWrite(StatePlan state, ContextsOptions options) => options.Enabled ? state.CopyOnWrite(options.MaxDelta) : state;
}
