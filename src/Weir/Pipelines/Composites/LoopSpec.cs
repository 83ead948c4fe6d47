namespace Weir;

/// <summary>A step that runs a pipeline again and again.</summary>
internal sealed class LoopSpec<T>(string name, Pipeline<T, T> body, Func<T, bool> until, int maxTurns) : StepSpec(name)
{
    public override Node ToNode(SlotTable slots) => new LoopNode<T>(Name, slots.Own(), body.Plan, until, maxTurns);
}
