namespace Weir;

/// <summary>A step that drafts until a critic accepts.</summary>
internal sealed class RefineSpec<TIn, TDraft>(
    string name, Pipeline<Refinement<TIn, TDraft>, TDraft> draft, Pipeline<TDraft, Critique> critic, int maxTurns)
    : StepSpec(name)
{
    public override Node ToNode(SlotTable slots)
    {
        var turn = new Plan(Name, [new GroupSpec<Refinement<TIn, TDraft>, TDraft>("draft", draft), new CriticSpec("critic", critic)]);
        return new RefineNode<TIn, TDraft>(Name, slots.Own(), slots.Own(), turn, maxTurns);
    }

    private sealed class CriticSpec(string name, Pipeline<TDraft, Critique> critic) : StepSpec(name)
    {
        public override Node ToNode(SlotTable slots) => new CriticNode<TDraft>(Name, slots.Own(), slots.Own(), critic.Plan);
    }
}
