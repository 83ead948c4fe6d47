namespace Weir;

/// <summary>One thing that a step type can be given: a key of <c>with</c> in a workflow file.</summary>
/// <param name="Name">The key; lower case, words joined by '-'.</param>
/// <param name="Shape">What its value is.</param>
/// <param name="Description">What it is for: one sentence, which editors show.</param>
public sealed record StepParameter(string Name, ValueShape Shape, string Description)
{
    /// <summary>Whether it must be given; default false.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The only texts that it may be; empty: any.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What the permission must cover that the value stands for; null: none. Literal values are checked before anything runs, all others before the step does.</summary>
    public PermissionKind? Permission { get; init; }

    /// <summary>Whether the value is the path of a file that belongs to the workflow (a template, another workflow): looked for when the workflow is checked; needs no permission, and must lie in its folder.</summary>
    public bool IsPartOfWorkflow { get; init; }
}
