namespace Weir.Cli.Output.Running;

/// <summary>What is shown of a run beside its results.</summary>
internal sealed record RunSummary
{
    /// <summary>Nothing beside the run.</summary>
    public static RunSummary None { get; } = new();

    /// <summary>The outputs of the workflow, masked; empty where it did not complete.</summary>
    public IReadOnlyDictionary<string, object?> Outputs { get; init; } = new Dictionary<string, object?>();

    /// <summary>Where the time went; null: it was not measured.</summary>
    public RunFigures? Figures { get; init; }

    /// <summary>The journal that the run is kept in; null: none.</summary>
    public string? Journal { get; init; }

    /// <summary>Puts <c>***</c> for secrets in a text that is to be shown.</summary>
    public Func<string, string> Mask { get; init; } = static text => text;
}

/// <summary>Where the time of a run went.</summary>
/// <param name="Wall">From start to end.</param>
/// <param name="Busy">What processors worked.</param>
/// <param name="CriticalPath">The longest chain of steps that need one another.</param>
/// <param name="Efficiency">The least time that the run could have taken as part of that which it took, 0 to 1.</param>
/// <param name="Workers">How many steps could be in flight.</param>
/// <param name="Baseline">How long a run with one worker took before it; null: there was none.</param>
internal readonly record struct RunFigures(TimeSpan Wall, TimeSpan Busy, TimeSpan CriticalPath, double Efficiency, int Workers, TimeSpan? Baseline)
{
    /// <summary>What a run measured that was to measure the processor.</summary>
    /// <param name="run">The run of a workflow, which has ended.</param>
    /// <param name="baseline">How long it took with one worker; null: nobody tried.</param>
    public static RunFigures Of(Run run, TimeSpan? baseline)
    {
        var times = run.GetTimes();
        var critical = times.CriticalSteps.ToHashSet(StringComparer.Ordinal);
        var paths = run.Steps.Where(step => critical.Contains(step.Name)).ToDictionary(static step => step.Name, static step => step.Path, StringComparer.Ordinal);
        return new RunFigures(times.Wall, times.Busy ?? TimeSpan.Zero, times.CriticalPath, times.Efficiency, times.Workers, baseline)
        {
            Waiting = times.Waiting,
            LowerBound = times.LowerBound,
            CriticalSteps = [.. times.CriticalSteps.Select(name => paths[name])],
        };
    }

    /// <summary>The time that steps were in flight without a processor: for disks, networks, other programs, and between attempts; null: it was not measured.</summary>
    public TimeSpan? Waiting { get; init; }

    /// <summary>No order of the steps ends before this: the critical path, or all work shared by the workers, whichever is longer; null: it was not measured.</summary>
    public TimeSpan? LowerBound { get; init; }

    /// <summary>The steps of the critical path, by path; null: they are not known.</summary>
    public IReadOnlyList<string>? CriticalSteps { get; init; }

    /// <summary>How many times as long the run with one worker took; null without a baseline.</summary>
    public double? Ratio => Baseline is { Ticks: > 0 } baseline && Wall > TimeSpan.Zero ? baseline / Wall : null;

    /// <summary>(baseline − wall) / baseline in percent: positive is better, 50 is half the time; null without a baseline.</summary>
    public double? Change => Baseline is { Ticks: > 0 } baseline ? 100 * (baseline - Wall) / baseline : null;
}
