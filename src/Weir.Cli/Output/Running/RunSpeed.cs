namespace Weir.Cli.Output.Running;

/// <summary>How fast a run was, measured: nothing here comes from a formula of its steps but the lower bound.</summary>
internal sealed record RunSpeed
{
    /// <summary>The time from start to end.</summary>
    public required TimeSpan Wall { get; init; }

    /// <summary>The time that processors worked for it.</summary>
    public required TimeSpan Busy { get; init; }

    /// <summary>The time that its steps were in flight without a processor: for disks, networks, other programs, and between attempts.</summary>
    public required TimeSpan Waiting { get; init; }

    /// <summary>The longest chain of steps that need each other, by the durations of this run.</summary>
    public required TimeSpan CriticalPath { get; init; }

    /// <summary>No order of the steps ends before this: the critical path, or all work shared by the workers, whichever is longer.</summary>
    public required TimeSpan LowerBound { get; init; }

    /// <summary>Lower bound by wall, from 0 to 1.</summary>
    public required double Efficiency { get; init; }

    /// <summary>How many steps could be in flight at once.</summary>
    public required int Workers { get; init; }

    /// <summary>The steps of the critical path, by name or path; default none.</summary>
    public IReadOnlyList<string> CriticalSteps { get; init; } = [];

    /// <summary>The wall time of the same run with one worker; default null, it was not asked for.</summary>
    public TimeSpan? Baseline { get; init; }

    /// <summary>(baseline − wall) / baseline in percent: positive is better, 50 is half the time; null without a baseline.</summary>
    public double? Change => Baseline is { Ticks: > 0 } baseline ? 100 * (baseline - Wall) / baseline : null;

    /// <summary>Whether a step is on the critical path.</summary>
    public bool IsCritical(StepResult step) => CriticalSteps.Contains(step.Path) || CriticalSteps.Contains(step.Name);
}
