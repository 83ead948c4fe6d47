namespace Weir;

/// <summary>A whole pipeline as one step.</summary>
internal sealed class GroupNode<TOut>(string name, Plan plan, int slot) : ChildNode<TOut>(name, slot)
{
    public override bool Execute(Frame frame) => Enter(frame, plan, default);

    protected override bool Next(Frame frame, InnerFrame inner) => false;
}
