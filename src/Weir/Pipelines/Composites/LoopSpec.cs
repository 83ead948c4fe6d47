namespace Weir;

/// <summary>A step that runs a pipeline again and again.</summary>
internal sealed class LoopSpec<T>(string name, Pipeline<T, T> body, Func<T, bool> until, int maxTurns) : StepSpec(name)
{
    public override IEnumerable<IPipeline> Pipelines => [body];

    public override Node ToNode(SlotTable slots) => new LoopNode<T>(Name, slots.Own(), body.PlanFor(slots), until, maxTurns);

    public override StepDescriptor Describe(StepAddress parent)
    {
        var address = new StepAddress(parent, Name);
        return new StepDescriptor(address, StepKind.Loop, typeof(T), typeof(T))
        {
            Options = [Option("at most", maxTurns, "turns")],
            Knobs = [new Knob("maxTurns", maxTurns, 1, int.MaxValue)],
            Parts = [DescribePart("", body, StepAddress.Suffix(address, "#"))],
        };
    }
}
