namespace Weir.Yaml.Files;

/// <summary>What a workflow file is read with.</summary>
public sealed record WorkflowFileOptions
{
    /// <summary>The step types that it may use.</summary>
    public required StepTypeCatalog Types { get; init; }

    /// <summary>What is allowed beside what the file's own <c>permissions</c> name; default: nothing.</summary>
    public PermissionSet Allowed { get; init; } = new();

    /// <summary>How much of a file is read; default <see cref="YamlLimits.Default"/>.</summary>
    public YamlLimits Limits { get; init; } = YamlLimits.Default;
}
