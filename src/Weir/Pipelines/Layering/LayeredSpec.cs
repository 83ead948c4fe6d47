namespace Weir;

/// <summary>A step with layers around all that it does.</summary>
/// <param name="inner">The step.</param>
/// <param name="layers">All layers; those around attempts are not its own.</param>
/// <param name="kind">What the step is.</param>
/// <param name="definition">What stays the same in each plan that is made of the step; null: nothing does.</param>
internal sealed class LayeredSpec<TIn, TOut>(StepSpec inner, LayerStack layers, LayerTargetKind kind, object? definition = null) : StepSpec(inner.Name)
{
    public override StepDescriptor Describe(StepAddress parent)
    {
        var described = inner.Describe(parent);
        return described with { Options = [.. described.Options, .. layers.Describe(LayerScope.Step)] };
    }

    public override IEnumerable<IPipeline> Pipelines => inner.Pipelines;

    public override IEnumerable<Type> KeptTypes => inner.KeptTypes;

    public override IEnumerable<Type> Services => inner.Services;

    public override IEnumerable<string> Unestimated => inner.Unestimated;

    public override bool HasOptimizations => inner.HasOptimizations;

    public override bool ReplaysState => inner.ReplaysState;

    public override Type? AnswerType => inner.AnswerType;

    public override bool MayPause => inner.MayPause;

    public override void Check(string pipeline, StatePlan? state) => inner.Check(pipeline, state);

    public override Node ToNode(SlotTable slots)
    {
        var slot = slots.Own();
        var innermost = new PlanCall<TIn, TOut>(new Plan(Name, [inner], isSingleStep: true, isMetered: slots.IsMetered, choices: slots.Choices), slot);
        var chain = layers.Wrap(LayerScope.Step, innermost, kind, Name, definition: definition);
        return ReferenceEquals(chain, innermost) ? inner.ToNode(slots) : new LayeredNode<TIn, TOut>(Name, chain, slot, kind == LayerTargetKind.Composite);
    }
}
