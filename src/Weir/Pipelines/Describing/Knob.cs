namespace Weir;

/// <summary>A number of a step that may be turned without a change of what the pipeline computes.</summary>
/// <param name="Name">The name, such as <c>maxParallel</c>.</param>
/// <param name="Value">What it is set to.</param>
/// <param name="Minimum">The least it may be.</param>
/// <param name="Maximum">The most it may be.</param>
public sealed record Knob(string Name, double Value, double Minimum, double Maximum);
