namespace Weir;

/// <summary>Options with a name.</summary>
/// <param name="Name">The name, such as <c>batch-processing</c>.</param>
/// <param name="Description">What work they are for, in one sentence.</param>
/// <param name="Options">The options.</param>
public sealed record OptimizationPreset(string Name, string Description, OptimizationOptions Options);
