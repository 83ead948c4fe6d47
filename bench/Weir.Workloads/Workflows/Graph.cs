namespace Weir.Workloads.Workflows;

/// <summary>A graph of steps: who needs whom.</summary>
/// <param name="Needs">For every step those that it needs, all before it.</param>
internal sealed record Graph(int[][] Needs)
{
    private const int Successors = 3;

    public int Count => Needs.Length;

    /// <summary>For every step those that need it.</summary>
    public int[][] Followers { get; } = Turn(Needs);

    /// <summary>Every step has three distinct successors, uniform among all later ones, or all later ones where there are fewer.</summary>
    /// <param name="count">The number of steps.</param>
    /// <param name="seed">What the random numbers are from.</param>
    /// <param name="reach">How far behind a step its successors may be.</param>
    public static Graph Random(int count, int seed, int reach = int.MaxValue)
    {
        var random = new Random(seed);
        var needs = Enumerable.Range(0, count).Select(static _ => new List<int>()).ToArray();
        for (var step = 0; step < count; step++)
        {
            var chosen = new HashSet<int>();
            var after = Math.Min(reach, count - step - 1);
            while (chosen.Count < Math.Min(Successors, after))
            {
                chosen.Add(step + 1 + random.Next(after));
            }

            foreach (var follower in chosen)
            {
                needs[follower].Add(step);
            }
        }

        return new Graph([.. needs.Select(static list => list.ToArray())]);
    }

    /// <summary>Every step needs the one before it.</summary>
    public static Graph Chain(int count) => new([.. Enumerable.Range(0, count).Select(static step => step == 0 ? Array.Empty<int>() : [step - 1])]);

    /// <summary>No step needs another.</summary>
    public static Graph Wide(int count) => new([.. Enumerable.Range(0, count).Select(static _ => Array.Empty<int>())]);

    /// <summary>Stages of equally many steps; each needs some of the stage before, the same number each.</summary>
    public static Graph Layered(int stages, int width, int needs, int seed)
    {
        var random = new Random(seed);
        return new([.. Enumerable.Range(0, stages * width).Select(step => step < width ? [] : Pick(step))]);

        int[] Pick(int step)
        {
            var before = ((step / width) - 1) * width;
            int[] all = [.. Enumerable.Range(before, width)];
            random.Shuffle(all);
            return [.. all[..needs].Order()];
        }
    }

    /// <summary>The steps by the length of the longest way to them.</summary>
    public int[][] Levels()
    {
        var levels = new int[Count];
        for (var step = 0; step < Count; step++)
        {
            levels[step] = Needs[step].Length == 0 ? 0 : Needs[step].Max(need => levels[need]) + 1;
        }

        return [.. levels.Select(static (level, step) => (level, step)).GroupBy(static pair => pair.level, static pair => pair.step).OrderBy(static group => group.Key).Select(static group => group.ToArray())];
    }

    /// <summary>The graph as a workflow of one stage.</summary>
    public Workflow ToWorkflow(Func<int, StepContext, ValueTask<int>> body, int? maxParallel = null)
    {
        var builder = Workflow.Create("measured");
        var stage = builder.AddStage("all", maxParallel);
        var outputs = new StepOutput<int>[Count];
        for (var step = 0; step < Count; step++)
        {
            var number = step;
            outputs[step] = stage.AddStep($"s{step}", context => body(number, context), Array.ConvertAll<int, StepOutput>(Needs[step], need => outputs[need]));
        }

        return builder.Build();
    }

    private static int[][] Turn(int[][] needs)
    {
        var followers = needs.Select(static _ => new List<int>()).ToArray();
        for (var step = 0; step < needs.Length; step++)
        {
            foreach (var need in needs[step])
            {
                followers[need].Add(step);
            }
        }

        return [.. followers.Select(static list => list.ToArray())];
    }
}
