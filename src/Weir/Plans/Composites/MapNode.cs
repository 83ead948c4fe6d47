namespace Weir;

/// <summary>Runs a plan on every item of a list.</summary>
internal sealed class MapNode<TIn, TItem, TOut>(
    string name, int slot, Func<TIn, IReadOnlyList<TItem>> items, Plan body, FanRules rules) : Node<IReadOnlyList<TOut>>(name)
{
    public override bool IsComposite => true;

    public override bool Execute(Frame frame)
    {
        IReadOnlyList<TItem>? list;
        try
        {
            list = items(frame.Read<TIn>());
        }
        catch (Exception error) when (StepPartException.IsToBeNamed(error))
        {
            throw new StepPartException("selector of items", Name, error);
        }

        if (list is null)
        {
            frame.Failure = new StepFailure(StepStatus.Failed, null, $"The map '{Name}' got null instead of a list of items; give it an empty list.");
            return true;
        }

        return frame.Slot<MapFan<TItem, TOut>>(slot).Run(frame, rules, body, list);
    }

    public override bool Hook(Frame frame) => frame.Slot<MapFan<TItem, TOut>>(slot).Hook();

    public override bool Collect(Frame frame)
    {
        frame.Slot<MapFan<TItem, TOut>>(slot).Finish();
        return true;
    }
}
