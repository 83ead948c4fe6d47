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
        var lengths = new TimeSpan[Count];
        var (work, away) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var step = 0; step < lengths.Length; step++)
        {
            var items = Made[step]?.Items;
            lengths[step] = items?.Longest ?? DurationOf(step);
            var all = items?.Work ?? lengths[step];
            var waited = BackOffOf(step, backOff, all);
            work += all - waited;
            away += waited;
        }

        var (length, path) = MeasuredPath.Of(graph, lengths);
        return new RunTimes
        {
            Wall = wall,
            Busy = cpu,
            Work = work,
            BackOff = away,
            CriticalPath = length,
            CriticalSteps = [.. path.Where(step => Outcomes[step].Attempts > 0).Select(step => graph.Nodes[step].Name)],
            Workers = workers,
        };
    }

    /// <summary>How long a step that completed took without waiting between attempts, of one with items from its first to its last; null: it did not complete.</summary>
    public TimeSpan? CompletedIn(int step, BackOffTimes? backOff) =>
        Outcomes[step] is not { Status: StepStatus.Completed, Attempts: > 0 } ? null
        : Made[step]?.Items is null ? DurationOf(step) - BackOffOf(step, backOff, DurationOf(step))
        : DurationOf(step);

    /// <summary>How long a step took from start to end; zero if it did not start.</summary>
    private TimeSpan DurationOf(int step)
    {
        ref var outcome = ref Outcomes[step];
        return outcome.Attempts == 0
            ? TimeSpan.Zero
            : time.GetElapsedTime(outcome.Detail is { Started: > 0 } detail ? detail.Started : outcome.Started, outcome.Ended);
    }

    /// <summary>How much of the time of a step it waited between attempts.</summary>
    private TimeSpan BackOffOf(int step, BackOffTimes? backOff, TimeSpan all)
    {
        if (backOff?.Of(step) is not (> 0 and var ticks))
        {
            return TimeSpan.Zero;
        }

        var away = time.GetElapsedTime(0, ticks);
        return away < all ? away : all;
    }
}
