namespace Weir;

/// <summary>One pipeline inside a composite step.</summary>
public sealed class StepPartDescriptor
{
    private readonly Func<IReadOnlyList<StepDescriptor>> _describe;

    internal StepPartDescriptor(string name, Func<IReadOnlyList<StepDescriptor>> describe)
    {
        Name = name;
        _describe = describe;
    }

    /// <summary>The name of the branch; empty where there is only one part, and for the router of a route.</summary>
    public string Name { get; }

    /// <summary>Its steps. Made when they are read, for pipelines may be nested very deep.</summary>
    public IReadOnlyList<StepDescriptor> Steps => field ??= _describe();
}
