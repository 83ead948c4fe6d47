namespace Weir.Tests.Layers;

/// <summary>Random fan-outs with random changes, inside each other: the state is the same with and without copy-on-write forks.</summary>
public class ContextsRandomTests
{
    private static readonly MergePolicy[] Policies = Enum.GetValues<MergePolicy>();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task State_OfRandomFanOuts_IsThatWithoutContexts(int seed)
    {
        var expected = await StateAsync(Pipeline.Create<int>("p"), seed);
        Assert.Equal(expected, await StateAsync(Pipeline.Create<int>("p").AddContexts(), seed));
        Assert.Equal(expected, await StateAsync(Pipeline.Create<int>("p").AddContexts(new() { MaxDelta = 16 }), seed));
    }

    private static async Task<string> StateAsync(PipelineBuilder<int, int> builder, int seed)
    {
        var random = new Random(seed);
        var pipeline = builder.WithState(static () => new Board { Map = { ["a"] = 1, ["b"] = 2 }, Table = { ["a"] = 1 } });
        for (var i = 0; i < 3; i++)
        {
            pipeline = pipeline.Then($"steps{i}", Steps(random, depth: 0));
        }

        using var run = await Some.RunAsync(pipeline.Build(), 1);
        run.ThrowIfFailed();
        var board = run.State<Board>();
        return $"{run.Output}: {string.Join(' ', board.Map)} / {string.Join(' ', board.Table.OrderBy(static one => one.Key, StringComparer.Ordinal))} / {string.Join(' ', board.Log)}";
    }

    /// <summary>Some steps, of which some are fan-outs of more.</summary>
    private static Pipeline<int, int> Steps(Random random, int depth)
    {
        var pipeline = Pipeline.Create<int>("steps").WithState(static () => new Board()).Then("first", Change(random));
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            pipeline = (random.Next(3), depth < 2) switch
            {
                (0, true) => Fan(pipeline, random, depth, i),
                (1, true) => Map(pipeline, random, depth, i),
                _ => pipeline.Then($"step{i}", Change(random)),
            };
        }

        return pipeline.Build();
    }

    private static PipelineBuilder<int, int> Fan(PipelineBuilder<int, int> pipeline, Random random, int depth, int number)
    {
        var options = new BranchOptions { Merge = Policies[random.Next(Policies.Length)] };
        (string, Pipeline<int, int>)[] branches = [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => ($"b{i}", Steps(random, depth + 1)))];
        return pipeline.Parallel<int>($"fan{number}", branches, options).Then($"sum{number}", static outputs => outputs.Values.Sum() % 1_000);
    }

    private static PipelineBuilder<int, int> Map(PipelineBuilder<int, int> pipeline, Random random, int depth, int number)
    {
        var count = random.Next(1, 4);
        return pipeline.Map($"map{number}", x => Enumerable.Range(x, count).ToArray(), Steps(random, depth + 1))
            .Then($"total{number}", static outputs => outputs.Sum() % 1_000);
    }

    /// <summary>Reads, or changes in one of several ways; what it gives depends on what it saw.</summary>
    private static Step<int, int> Change(Random random)
    {
        var (kind, key, waits) = (random.Next(6), $"{(char)('a' + random.Next(8))}", random.Next(3) == 0);
        return Step.From<int, int>("change", async (x, context) =>
        {
            if (waits)
            {
                await Task.Yield();
            }

            if (kind > 1)
            {
                context.Update<Board>(board => board.Change(kind, key, x));
            }

            var seen = context.State<Board>();
            return (x + seen.Map.Count + (seen.Map.TryGetValue(key, out var value) ? value : 0) + seen.Log.Count) % 1_000;
        });
    }

    private sealed class Board
    {
        public StateMap<string, int> Map { get; } = [];

        public Dictionary<string, int> Table { get; } = [];

        public List<string> Log { get; } = [];

        public Board Change(int kind, string key, int x)
        {
            switch (kind)
            {
                case 2:
                    Map[key] = x;
                    break;
                case 3:
                    Map.Remove(key);
                    break;
                case 4:
                    Table[key] = x + Map.Count;
                    break;
                default:
                    Log.Add($"{key}{x}");
                    break;
            }

            return this;
        }
    }
}
