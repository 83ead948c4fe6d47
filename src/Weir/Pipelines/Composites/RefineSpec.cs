namespace Weir;

/// <summary>A step that drafts until a critic accepts.</summary>
internal sealed class RefineSpec<TIn, TDraft>(
    string name, Pipeline<Refinement<TIn, TDraft>, TDraft> draft, Pipeline<TDraft, Critique> critic, int maxTurns)
    : StepSpec(name)
{
    public override IEnumerable<IPipeline> Pipelines => [draft, critic];

    public override Node ToNode(SlotTable slots)
    {
        var turn = new Plan(Name, [new GroupSpec<Refinement<TIn, TDraft>, TDraft>("draft", draft), new CriticSource("critic", critic)], isMetered: slots.IsMetered);
        return new RefineNode<TIn, TDraft>(Name, slots.Own(), slots.Own(), turn, maxTurns);
    }

    public override StepDescriptor Describe(StepAddress parent)
    {
        var address = new StepAddress(parent, Name);
        var turn = StepAddress.Suffix(address, "#");
        return new StepDescriptor(address, StepKind.Refine, typeof(TIn), typeof(TDraft))
        {
            Options = [Option("at most", maxTurns, "turns")],
            Knobs = [new Knob("maxTurns", maxTurns, 1, int.MaxValue)],
            Parts = [DescribePart("draft", draft, new StepAddress(turn, "draft")), DescribePart("critic", critic, new StepAddress(turn, "critic"))],
        };
    }

    private sealed class CriticSource(string name, Pipeline<TDraft, Critique> critic) : NodeSource(name)
    {
        public override Node ToNode(SlotTable slots) => new CriticNode<TDraft>(Name, slots.Own(), slots.Own(), critic.PlanFor(slots));
    }
}
