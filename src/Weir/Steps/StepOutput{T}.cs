namespace Weir;

/// <summary>The value that a step of a workflow will give. Only a <c>StageBuilder</c> makes one.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class StepOutput<T> : StepOutput
{
    internal StepOutput(object owner, int index, StepAddress address)
        : base(owner, index, address)
    {
    }
}
