namespace Weir;

/// <summary>
/// Finds a circle in linear time without recursion. Take away, again and again, every step that waits for nothing (Kahn
/// 1962). Each step that is left waits for one that is left, so a walk along those must come back to a step that it has seen.
/// </summary>
internal static class CycleFinder
{
    private const int Shown = 12;

    /// <summary>The steps of one circle, each needing the next and the last the first; null if there is none.</summary>
    public static List<int>? Find(WorkflowGraph graph)
    {
        var waiting = TakeAway(graph);
        var at = Array.FindIndex(waiting, static count => count > 0);
        if (at < 0)
        {
            return null;
        }

        var walk = new List<int>();
        var places = new Dictionary<int, int>();
        while (places.TryAdd(at, walk.Count))
        {
            walk.Add(at);
            at = graph.NeedsOf(at).First(need => waiting[need] > 0);
        }

        var circle = walk[places[at]..];
        var first = circle.IndexOf(circle.Min());
        return [.. circle[first..], .. circle[..first]];
    }

    public static string Describe(WorkflowGraph graph, List<int> circle, IReadOnlyList<string> stages)
    {
        var names = circle.Count <= Shown
            ? circle.Select(Name)
            : [.. circle[..(Shown - 1)].Select(Name), FormattableString.Invariant($"({circle.Count - Shown} more)"), Name(circle[^1])];
        return $"Circular dependency: {string.Join(" → ", names)} → {Name(circle[0])}";

        string Name(int index) => graph.NameOf(index, stages);
    }

    /// <summary>How many steps each step waits for in vain.</summary>
    private static int[] TakeAway(WorkflowGraph graph)
    {
        var waiting = graph.CountNeeds();
        var free = new Stack<int>();
        for (var i = 0; i < waiting.Length; i++)
        {
            if (waiting[i] == 0)
            {
                free.Push(i);
            }
        }

        while (free.TryPop(out var done))
        {
            foreach (var successor in graph.SuccessorsOf(done))
            {
                if (--waiting[successor] == 0)
                {
                    free.Push(successor);
                }
            }
        }

        return waiting;
    }
}
