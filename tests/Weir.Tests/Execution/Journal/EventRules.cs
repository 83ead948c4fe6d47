namespace Weir.Tests.Execution.Journal;

/// <summary>What holds of the events of any run, as they happened and as they were kept.</summary>
internal static class EventRules
{
    /// <param name="events">What an observer saw of one part of a run: from its start, or from where it went on.</param>
    /// <param name="first">The number of the first event of the part.</param>
    public static void CheckObserved(IReadOnlyList<RunEvent> events, long first)
    {
        Assert.Equal(Enumerable.Range(0, events.Count).Select(i => first + i), events.Select(static one => one.Sequence));
        Assert.True(first == 0 ? events[0] is RunStarted : events[0] is RunResumed);
        Assert.IsType<RunEnded>(events[^1]);
        Assert.Single(events, static one => one is RunEnded);
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var one in events)
        {
            switch (one)
            {
                case StepStarted started:
                    Assert.True(open.TryAdd(started.Path, 1), $"{started.Path} started twice without an end");
                    break;
                case AttemptDelayed delayed:
                    Assert.Equal((delayed.Path, open.GetValueOrDefault(delayed.Path)), (delayed.Path, delayed.Attempt));
                    break;
                case AttemptRestarted again:
                    Assert.True(open.TryGetValue(again.Path, out var attempt), $"{again.Path} was tried again before it started");
                    Assert.Equal(attempt + 1, again.Attempt);
                    open[again.Path] = again.Attempt;
                    break;
                case StepEnded { Result: var result }:
                    var wasOpen = open.Remove(result.Path, out var attempts);
                    Assert.True(wasOpen || result.Status is StepStatus.Skipped or StepStatus.Cancelled or StepStatus.Paused, $"{result.Path} ended as {result.Status} and never started");
                    if (wasOpen && result is { Steps.Count: 0, FellBackTo: null, Status: StepStatus.Completed or StepStatus.Failed })
                    {
                        Assert.Equal((result.Path, attempts), (result.Path, result.Attempts));
                    }

                    break;
                default:
                    break;
            }
        }

        Assert.Empty(open.Keys);
        CheckNesting(events);
    }

    /// <summary>The journal has every outcome that was observed, in that order and with these numbers, and nothing else.</summary>
    public static void CheckKept(IReadOnlyList<RunEvent> observed, IReadOnlyList<RunEvent> kept) =>
        Assert.Equal(
            observed.Where(static one => one.IsOutcome).Select(static one => (one.Sequence, one.GetType().Name)),
            kept.Select(static one => (one.Sequence, one.GetType().Name)));

    /// <summary>What is inside a step starts after it and ends before it.</summary>
    private static void CheckNesting(IReadOnlyList<RunEvent> events)
    {
        var started = events.OfType<StepStarted>().Select(static one => (one.Path, one.Sequence)).ToLookup(static one => one.Path, static one => one.Sequence, StringComparer.Ordinal);
        var ended = events.OfType<StepEnded>().ToLookup(static one => one.Result.Path, static one => one.Sequence, StringComparer.Ordinal);
        foreach (var one in events.OfType<StepStarted>())
        {
            for (var slash = one.Path.LastIndexOf('/'); slash > 0; slash = one.Path.LastIndexOf('/', slash - 1))
            {
                var outer = one.Path[..slash];
                if (started.Contains(outer))
                {
                    Assert.Contains(started[outer], start => start < one.Sequence);
                    Assert.Contains(ended[outer], end => end > one.Sequence);
                }
            }
        }
    }
}
