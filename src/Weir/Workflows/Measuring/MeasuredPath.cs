namespace Weir;

/// <summary>The longest chain of steps of which each needs the one before it, by their durations.</summary>
/// <remarks>
/// The critical path of a project plan (Kelley and Walker 1959): in an order in which every step comes behind its needs, the
/// longest way to the end of each is its own length and the longest way to a need. What is in the graph beside steps takes no time.
/// </remarks>
internal static class MeasuredPath
{
    /// <param name="graph">The steps.</param>
    /// <param name="durations">How long each took; zero if it did not start.</param>
    /// <returns>The length, and the steps on it from first to last.</returns>
    public static (TimeSpan Length, List<int> Steps) Of(WorkflowGraph graph, TimeSpan[] durations)
    {
        var order = graph.TopologicalOrder;
        var lengths = new TimeSpan[order.Length];
        var before = new int[order.Length];
        Array.Fill(before, -1);
        var last = order[0];
        foreach (var at in order)
        {
            lengths[at] = (before[at] < 0 ? TimeSpan.Zero : lengths[before[at]]) + (at < durations.Length ? durations[at] : TimeSpan.Zero);
            last = lengths[at] > lengths[last] ? at : last;
            foreach (var successor in graph.SuccessorsOf(at))
            {
                if (before[successor] < 0 || lengths[at] > lengths[before[successor]])
                {
                    before[successor] = at;
                }
            }
        }

        var steps = new List<int>();
        for (var at = last; at >= 0; at = before[at])
        {
            if (at < durations.Length)
            {
                steps.Add(at);
            }
        }

        steps.Reverse();
        return (lengths[last], steps);
    }
}
