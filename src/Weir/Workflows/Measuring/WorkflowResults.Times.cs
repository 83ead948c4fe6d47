namespace Weir;

internal sealed partial class WorkflowResults
{
    /// <summary>Where the time of the run went.</summary>
    /// <param name="wall">How long it took.</param>
    /// <param name="cpu">What the processors worked; null: it was not measured.</param>
    /// <param name="backOff">How long steps were without a place; null: none was.</param>
    /// <param name="workers">How many steps could be in flight.</param>
    public RunTimes TimesOf(TimeSpan wall, TimeSpan? cpu, BackOffTimes? backOff, int workers)
    {
        var durations = new TimeSpan[outcomes.Length];
        var (work, away) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var step = 0; step < durations.Length; step++)
        {
            durations[step] = DurationOf(step);
            var waited = BackOffOf(step, backOff);
            work += durations[step] - waited;
            away += waited;
        }

        var (length, path) = MeasuredPath.Of(graph, durations);
        return new RunTimes
        {
            Wall = wall,
            Busy = cpu,
            Work = work,
            BackOff = away,
            CriticalPath = length,
            CriticalSteps = [.. path.Where(step => outcomes[step].Attempts > 0).Select(step => graph.Nodes[step].Name)],
            Workers = workers,
        };
    }

    /// <summary>How long a step that completed took without waiting between attempts; null: it did not complete.</summary>
    public TimeSpan? CompletedIn(int step, BackOffTimes? backOff) =>
        outcomes[step] is { Status: StepStatus.Completed, Attempts: > 0 } ? DurationOf(step) - BackOffOf(step, backOff) : null;

    /// <summary>How long a step took from start to end; zero if it did not start.</summary>
    private TimeSpan DurationOf(int step)
    {
        ref var outcome = ref outcomes[step];
        return outcome.Attempts == 0
            ? TimeSpan.Zero
            : time.GetElapsedTime(outcome.Detail is { Started: > 0 } detail ? detail.Started : outcome.Started, outcome.Ended);
    }

    private TimeSpan BackOffOf(int step, BackOffTimes? backOff)
    {
        var ticks = backOff?.Of(step) ?? 0;
        var duration = DurationOf(step);
        var away = time.GetElapsedTime(0, ticks);
        return ticks <= 0 ? TimeSpan.Zero : away < duration ? away : duration;
    }
}
