namespace Weir;

/// <summary>The addresses of the steps of a plan, which are the same in all its runs. Each is made by whoever asks first; two who ask at once make the same.</summary>
internal sealed class StepAddresses(Plan plan, string name)
{
    private StepAddress?[]? _steps;

    /// <summary>The address of the pipeline.</summary>
    public StepAddress Root { get; } = new(null, name);

    /// <summary>The address of a step; null: there is no such step.</summary>
    public StepAddress? Of(int index)
    {
        var steps = _steps ??= new StepAddress?[plan.Nodes.Length];
        return (uint)index < (uint)steps.Length ? steps[index] ??= new StepAddress(Root, plan.Nodes[index].Name) : null;
    }
}
