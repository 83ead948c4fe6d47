namespace Weir;

/// <summary>Where a step stands: a name under a parent. The text is made only when somebody asks.</summary>
internal sealed class StepAddress(StepAddress? parent, string name)
{
    public string Name => name;

    private StepAddress? Parent => parent;

    public override string ToString()
    {
        var names = new Stack<string>();
        for (var at = this; at is not null; at = at.Parent)
        {
            names.Push(at.Name);
        }

        return string.Join('/', names);
    }
}
