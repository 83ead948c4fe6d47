namespace Weir.Tests.Execution;

/// <summary>Limits inside limits: what holds a place waits for what is inside it, and must never wait for ever.</summary>
public class DeepParallelismTests
{
    [Theory(Timeout = 120_000)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    public async Task FanOuts_NestedDeeperThanEveryLimit_End(int maps, int parallels)
    {
        var calls = 0;
        var pipeline = Nested(6, maps, parallels, () => Interlocked.Increment(ref calls));
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = 1 });
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => executor.InvokeAsync(pipeline, 1, Some.Token).AsTask()));
        Assert.Equal(8 * 64, calls);
        Assert.All(all, value => Assert.Equal(all[0], value));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task FanOuts_InsideWorkflowSteps_End(int limit)
    {
        var calls = 0;
        var pipeline = Nested(4, limit, limit, () => Interlocked.Increment(ref calls));
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s", 1);
        var first = stage.AddStep("first", static _ => new ValueTask<int>(1));
        for (var i = 0; i < 5; i++)
        {
            stage.AddStep($"n{i}", first, pipeline);
        }

        using var run = await Some.RunAsync(builder.Build(), maxParallel: 1);
        run.ThrowIfFailed();
        Assert.Equal(5 * 16, calls);
    }

    [Fact(Timeout = 120_000)]
    public async Task Retry_DeepInsideLimitsOfOne_GivesEveryPlaceAway()
    {
        // Each item waits a minute before its second attempt; if one kept its place meanwhile, the minutes would add up.
        var body = Pipeline.Create<int>("body").Then(
            "flaky",
            static (int x, StepContext context) => new ValueTask<int>(context.Attempt == 1 ? context.Fail<int>("busy") : x),
            static step => step.Retry(new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.FromMinutes(1), MaxDelay = TimeSpan.FromMinutes(2) })).Build();
        var pipeline = Pipeline.Create<int>("p")
            .Map("map", static _ => Enumerable.Range(0, 12).ToArray(), body, new MapOptions { MaxParallel = 1 })
            .Then("sum", static items => items.Sum())
            .Build();
        await DeterministicScheduler.ForEachSeedAsync(20, async scheduler =>
        {
            using var run = await scheduler.RunAsync(pipeline, 0);
            Assert.Equal(TimeSpan.FromMinutes(1), run.ShouldGive(66).Duration);
        });
    }

    [Fact(Timeout = 120_000)]
    public async Task Runs_OfAPipelineInsideItsOwnSteps_End()
    {
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = 1 });
        Pipeline<int, int>? self = null;
        self = Pipeline.Create<int>("self")
            .Map(
                "twice",
                static x => x == 0 ? [] : new[] { x - 1, x - 1 },
                Step.From<int, int>("again", async (x, context) =>
                {
                    await Task.Yield();
                    return await executor.InvokeAsync(self!, x, context.CancellationToken);
                }),
                new MapOptions { MaxParallel = 1 })
            .Then("count", static counts => 1 + counts.Sum())
            .Build();
        Assert.Equal(1023, await executor.InvokeAsync(self, 9, Some.Token));
    }

    /// <summary>Maps of two items in parallels of two branches, and so on, around a step that waits.</summary>
    private static Pipeline<int, int> Nested(int depth, int maps, int parallels, Action call)
    {
        var pipeline = Pipeline.Create<int>("core").Then("work", async (int x, StepContext _) =>
        {
            call();
            await Task.Yield();
            return x + 1;
        }).Build();
        for (var i = 0; i < depth; i++)
        {
            var inner = pipeline;
            pipeline = i % 2 == 0
                ? Pipeline.Create<int>($"map {i}")
                    .Map("map", static x => new[] { x, x + 1 }, inner, new MapOptions { MaxParallel = maps })
                    .Then("sum", static items => items.Sum()).Build()
                : Pipeline.Create<int>($"parallel {i}")
                    .Parallel("parallel", [("left", inner), ("right", inner)], new BranchOptions { MaxParallel = parallels })
                    .Then("sum", static items => items.Values.Sum()).Build();
        }

        return pipeline;
    }
}
