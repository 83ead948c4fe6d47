namespace Weir;

/// <summary>In which order steps are to start when several could: who has the longest way to the end before him comes first.</summary>
/// <remarks>
/// List scheduling by critical path (Hu 1961; Graham 1969: at most twice the best time, whatever the order). The length of a step
/// is its expected duration; where nothing is known all are equal, and the way is the number of steps. Ties go by declaration.
/// </remarks>
internal static class CriticalPath
{
    /// <summary>The rank of every step, 0 first.</summary>
    /// <param name="graph">The steps.</param>
    /// <param name="durations">How long each is expected to take; null: all the same.</param>
    public static int[] Ranks(WorkflowGraph graph, IReadOnlyList<double>? durations = null)
    {
        var lengths = Lengths(graph, durations);
        var order = new int[graph.Nodes.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (left, right) => lengths[right].CompareTo(lengths[left]) is not 0 and var byLength ? byLength : left.CompareTo(right));
        var ranks = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            ranks[order[i]] = i;
        }

        for (var stage = 0; stage < graph.StageCount; stage++)
        {
            if (graph.IsSequential(stage))
            {
                PutInOrder(graph, stage, ranks);
            }
        }

        return ranks;
    }

    /// <summary>Gives the ranks that the steps of a stage have to them in the order of declaration.</summary>
    private static void PutInOrder(WorkflowGraph graph, int stage, int[] ranks)
    {
        int[] steps = [.. Enumerable.Range(0, graph.Nodes.Length).Where(step => graph.Nodes[step].Stage == stage)];
        var own = Array.ConvertAll(steps, step => ranks[step]);
        Array.Sort(own);
        for (var i = 0; i < steps.Length; i++)
        {
            ranks[steps[i]] = own[i];
        }
    }

    /// <summary>The length of the longest way from the start of each step or barrier to the end of the workflow; a barrier takes no time.</summary>
    public static double[] Lengths(WorkflowGraph graph, IReadOnlyList<double>? durations = null)
    {
        var order = graph.TopologicalOrder;
        var lengths = new double[order.Length];
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var longest = 0.0;
            foreach (var successor in graph.SuccessorsOf(order[i]))
            {
                longest = Math.Max(longest, lengths[successor]);
            }

            lengths[order[i]] = longest + (graph.IsBarrier(order[i]) ? 0 : durations?[order[i]] ?? 1);
        }

        return lengths;
    }

    /// <summary>An order in which every step comes after all that it needs (Kahn 1962); the graph has no circles.</summary>
    public static int[] TopologicalOrder(WorkflowGraph graph)
    {
        var waiting = graph.CountNeeds();
        var order = new int[waiting.Length];
        var count = 0;
        for (var i = 0; i < waiting.Length; i++)
        {
            if (waiting[i] == 0)
            {
                order[count++] = i;
            }
        }

        for (var at = 0; at < count; at++)
        {
            foreach (var successor in graph.SuccessorsOf(order[at]))
            {
                if (--waiting[successor] == 0)
                {
                    order[count++] = successor;
                }
            }
        }

        return order;
    }
}
