namespace Weir.Workloads.Workflows;

/// <summary>What a scheduler takes that loses nothing: whenever a worker is free, it starts the ready step with the longest way behind it.</summary>
internal static class ListSchedule
{
    /// <summary>Plays it through.</summary>
    /// <param name="graph">The steps.</param>
    /// <param name="durations">How long each takes.</param>
    /// <param name="expected">How long it is expected to take, by which the order is made.</param>
    /// <param name="workers">How many may be in flight.</param>
    /// <returns>When the last one ends, in the unit of the durations.</returns>
    public static double Simulate(Graph graph, IReadOnlyList<double> durations, IReadOnlyList<double> expected, int workers)
    {
        var ways = Ways(graph, expected);
        var waiting = graph.Needs.Select(static needs => needs.Length).ToArray();
        var ready = new PriorityQueue<int, (double, int)>();
        var running = new PriorityQueue<int, double>();
        for (var step = 0; step < graph.Count; step++)
        {
            if (waiting[step] == 0)
            {
                ready.Enqueue(step, (-ways[step], step));
            }
        }

        var now = 0.0;
        while (ready.Count + running.Count > 0)
        {
            while (running.Count < workers && ready.TryDequeue(out var next, out _))
            {
                running.Enqueue(next, now + durations[next]);
            }

            running.TryDequeue(out var ended, out now);
            foreach (var follower in graph.Followers[ended])
            {
                if (--waiting[follower] == 0)
                {
                    ready.Enqueue(follower, (-ways[follower], follower));
                }
            }
        }

        return now;
    }

    /// <summary>The longer of the critical path, and the work divided by the workers.</summary>
    public static double Bound(Graph graph, IReadOnlyList<double> durations, int workers) => Math.Max(Ways(graph, durations).Max(), durations.Sum() / workers);

    private static double[] Ways(Graph graph, IReadOnlyList<double> durations)
    {
        var ways = new double[graph.Count];
        for (var step = graph.Count - 1; step >= 0; step--)
        {
            ways[step] = durations[step] + graph.Followers[step].Select(follower => ways[follower]).DefaultIfEmpty().Max();
        }

        return ways;
    }
}
