using System.Diagnostics;

namespace Weir.Layers.Telemetry;

/// <summary>A run that was chosen when it began, and what is exported of it when it has ended.</summary>
/// <param name="around">The activity in which it began; default: none.</param>
/// <param name="started">When it began.</param>
internal sealed class SampledRun(ActivityContext around, DateTimeOffset started)
{
    private RunOutcome _outcome;

    // Made when the run ends where its results are needed for that, for these keep outputs; else by the reader.
    private IReadOnlyList<TelemetrySpan>? _spans;

    /// <summary>The activity in which it began; default: none.</summary>
    public ActivityContext Around => around;

    /// <summary>When it began.</summary>
    public DateTimeOffset Started => started;

    /// <summary>How many spans it has; what is waiting is counted by this.</summary>
    public int Count { get; private set; }

    /// <summary>The spans; for one thread at a time, when the run has ended.</summary>
    public IReadOnlyList<TelemetrySpan> Spans => _spans ??= RunSpans.OfTimes(this, _outcome);

    /// <summary>The run has ended.</summary>
    public void End(in RunOutcome outcome)
    {
        if (outcome.Times is { } times)
        {
            _outcome = outcome;
            Count = times.Count + 1;
        }
        else
        {
            _spans = RunSpans.Of(this, outcome);
            Count = _spans.Count;
        }
    }
}

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

    /// <summary>Its steps where nothing but times is to be told of them; null: <see cref="Steps"/> tells.</summary>
    public StepTimes? Times { get; init; }

    /// <summary>Its steps; empty where they were not recorded, or <see cref="Times"/> tells.</summary>
    public required IReadOnlyList<StepResult> Steps { get; init; }
}
