using Weir.Layers.Concurrency;

namespace Weir.Tests.Layers.Concurrency;

/// <summary>Random fan-outs, inside each other: runs side by side under one small limit end as one run does without.</summary>
public class ConcurrencyRandomTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 80)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Runs_OfRandomFanOuts_AreThoseWithoutTheLimit(int seed)
    {
        var pipeline = Steps(new Random(seed), depth: 0);
        var random = new Random(seed);
        var options = new ConcurrencyOptions { MaxConcurrent = random.Next(1, 4), PartitionSize = random.Next(1, 5), QueueTimeout = TimeSpan.FromDays(1) };
        await using var plain = new Executor(new ExecutorOptions { Time = new ManualTime() });
        await using var limited = new Executor(new ExecutorOptions { Time = new ManualTime(), Optimizations = new() { Concurrency = options } });
        var expected = await TextAsync(plain, pipeline);
        var texts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TextAsync(limited, pipeline), Some.Token)));
        Assert.All(texts, text => Assert.Equal(expected, text));
    }

    private static async Task<string> TextAsync(Executor executor, Pipeline<int, int> pipeline)
    {
        using var run = await executor.RunAsync(pipeline, 1, Some.Token);
        var state = run.Status == RunStatus.Completed ? string.Join(' ', run.State<List<int>>()) : "";
        var value = run.Status == RunStatus.Completed ? await executor.InvokeAsync(pipeline, 1, Some.Token) : 0;
        return $"{run.Status} {run.Attempts} {run.Error?.Message}\n{value}\n{state}\n{string.Join('\n', run.Steps.Select(RunText.Of))}";
    }

    /// <summary>Some steps, of which some are fan-outs of more.</summary>
    private static Pipeline<int, int> Steps(Random random, int depth)
    {
        var pipeline = Pipeline.Create<int>("steps").WithState(static () => new List<int>()).Then("first", Leaf(random, mayFail: false));
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            pipeline = (random.Next(4), depth < 2) switch
            {
                (0, true) => Fan(pipeline, random, depth, i),
                (1 or 2, true) => Map(pipeline, random, depth, i),
                _ => pipeline.Then($"step{i}", Leaf(random, mayFail: false)),
            };
        }

        return pipeline.Build();
    }

    private static PipelineBuilder<int, int> Fan(PipelineBuilder<int, int> pipeline, Random random, int depth, int number)
    {
        (string, Pipeline<int, int>)[] branches = [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => ($"b{i}", Steps(random, random.Next(3) == 0 ? depth + 1 : 2)))];
        return pipeline.Parallel<int>($"fan{number}", branches, new BranchOptions { OnFailure = FailurePolicy.Ignore }).Then($"sum{number}", static outputs => outputs.Values.Sum() % 1_000);
    }

    /// <summary>What fails is left out, or all end at once or one after the other: so the outcome depends on no order.</summary>
    private static PipelineBuilder<int, int> Map(PipelineBuilder<int, int> pipeline, Random random, int depth, int number)
    {
        var count = random.Next(0, 12);
        var isOrdered = random.Next(3) == 0;
        var options = new MapOptions { OnFailure = isOrdered ? FailurePolicy.Propagate : FailurePolicy.Ignore, MaxParallel = isOrdered ? 1 : random.Next(1, 6) };
        Func<int, IReadOnlyList<int>> items = random.Next(2) == 0 ? x => Enumerable.Range(x, count).ToArray() : x => Enumerable.Range(x, count).ToList();
        var mapped = random.Next(3) == 0
            ? pipeline.Map($"map{number}", items, Steps(random, depth + 1), options)
            : pipeline.Map($"map{number}", items, Leaf(random, mayFail: true), options);
        return mapped.Then($"total{number}", static outputs => outputs.Sum() % 1_000);
    }

    private static Step<int, int> Leaf(Random random, bool mayFail)
    {
        var (kind, failing) = (random.Next(4), mayFail && random.Next(3) == 0 ? random.Next(2, 8) : int.MaxValue);
        if (kind == 0)
        {
            return Step.From<int, int>("leaf", x => Next(x, failing));
        }

        return Step.From<int, int>("leaf", async (x, context) =>
        {
            if (kind == 1 || (kind == 2 && x % 3 == 0))
            {
                await Task.Yield();
            }

            context.Update<List<int>>(list =>
            {
                list.Add(x);
                return list;
            });
            return Next(x + context.State<List<int>>().Count, failing);
        });
    }

    private static int Next(int x, int failing) => x % 10 == failing ? throw Some.Failure($"not {x}") : (x * 7) + 1;
}
