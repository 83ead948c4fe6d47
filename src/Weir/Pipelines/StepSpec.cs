namespace Weir;

/// <summary>A step as a builder holds it: enough to make its node, and to describe it. Immutable.</summary>
internal abstract class StepSpec(string name) : NodeSource(name)
{
    /// <param name="parent">What it stands in.</param>
    public abstract StepDescriptor Describe(StepAddress parent);

    protected static IReadOnlyList<StepDescriptor> DescribeAll(IReadOnlyList<StepSpec> steps, StepAddress parent) =>
        [.. steps.Select(step => step.Describe(parent))];
}
