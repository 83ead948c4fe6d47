using System.Diagnostics;

namespace Weir.Layers.Telemetry;

/// <summary>A run that was chosen when it began.</summary>
/// <param name="Around">The activity in which it began; default: none.</param>
/// <param name="Started">When it began.</param>
internal sealed record SampledRun(ActivityContext Around, DateTimeOffset Started);

/// <summary>What is told of a run that has ended.</summary>
internal readonly struct RunOutcome
{
    public required string Id { get; init; }

    public required StepAddress Address { get; init; }

    public required string OptimizationsHash { get; init; }

    public required StepStatus Status { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>The type of what it failed with; null: it did not fail.</summary>
    public required Type? Error { get; init; }

    public required Usage Usage { get; init; }

    /// <summary>Its steps; empty where they were not recorded.</summary>
    public required IReadOnlyList<StepResult> Steps { get; init; }
}
