namespace Weir.Tests.Pipelines.Composites;

/// <summary>Many fan-outs whose items wait, fail and end at random.</summary>
public class FanOutRaceTests
{
    [Fact]
    public async Task Map_OfRandomWaits_RunsEveryItemOnceAndInOrder()
    {
        await using var executor = new Executor();
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var limit = random.Next(1, 9);
            var counts = new int[random.Next(0, 80)];
            var kinds = counts.Select(_ => random.Next(4)).ToArray();
            var (inFlight, most) = (0, 0);
            var body = Step.From<int, string>("s", async (x, _) =>
            {
                var now = Interlocked.Increment(ref inFlight);
                InterlockedMax(ref most, now);
                Interlocked.Increment(ref counts[x]);
                for (var i = 0; i < kinds[x]; i++)
                {
                    await Task.Yield();
                }

                Interlocked.Decrement(ref inFlight);
                return $"{x}";
            });
            var builder = Pipeline.Create<int[]>("p");
            var options = new MapOptions { MaxParallel = limit };
            var pipeline = (round % 2 == 0
                ? builder.Map("m", static x => x, body, options)
                : builder.Map("m", static x => x, Pipeline.Create<int>("b").Then("same", static x => x).Then(body).Build(), options)).Build();
            using var run = await executor.RunAsync(pipeline, [.. Enumerable.Range(0, counts.Length)], Some.Token);
            Assert.Equal(Enumerable.Range(0, counts.Length).Select(static x => $"{x}"), run.Output);
            Assert.All(counts, static count => Assert.Equal(1, count));
            Assert.InRange(most, 0, limit);
            Assert.Equal(run.Output, run.Steps[0].Steps.Select(static s => s.Output));
        }
    }

    [Fact]
    public async Task Map_OfRandomFailures_AgreesWithItsPolicy()
    {
        await using var executor = new Executor();
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var count = random.Next(1, 60);
            var kinds = Enumerable.Range(0, count).Select(_ => random.Next(12)).ToArray();
            var policy = (FailurePolicy)random.Next(2);
            var pipeline = Pipeline.Create<int[]>("p").Map("m", static x => x, Step.From<int, int>("s", async (x, context) =>
            {
                if (kinds[x] % 3 != 0)
                {
                    await Task.Yield();
                }

                return kinds[x] == 11 ? throw Some.Failure() : kinds[x] == 9 ? context.Fail<int>("by value") : x;
            }), new MapOptions { MaxParallel = random.Next(1, 7), OnFailure = policy }).Build();
            using var run = await executor.RunAsync(pipeline, [.. Enumerable.Range(0, count)], Some.Token);
            var good = Enumerable.Range(0, count).Where(x => kinds[x] is not (9 or 11)).ToArray();
            if (policy == FailurePolicy.Ignore || good.Length == count)
            {
                Assert.Equal(good, run.Output);
                Assert.Equal(count, run.Steps[0].Steps.Count);
            }
            else
            {
                Assert.Equal(RunStatus.Failed, run.Status);
                var failed = run.Steps[0].Steps.First(static s => s.Status == StepStatus.Failed);
                Assert.Equal(failed.Path, Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
            }
        }
    }

    [Fact]
    public async Task Map_NestedDeeperThanItsLimit_NeverDeadlocks()
    {
        var leaf = Chains.Of("leaf", static async (x, _) =>
        {
            await Task.Yield();
            return x;
        });
        var pipeline = Enumerable.Range(0, 6).Aggregate(leaf, static (inner, depth) => Pipeline.Create<int>($"level {depth}")
            .Map("m", static x => new[] { x, x + 1, x + 2 }, inner, new MapOptions { MaxParallel = 1 + (depth % 2) })
            .Then("sum", static x => x.Sum()).Build());
        await using var executor = new Executor();
        var runs = Enumerable.Range(0, 8).Select(_ => executor.InvokeAsync(pipeline, 0, Some.Token).AsTask());
        Assert.All(await Task.WhenAll(runs), static sum => Assert.Equal(729 * 6, sum));
    }

    [Fact]
    public async Task Map_CancelledAtARandomMoment_NeverLosesAnItem()
    {
        await using var executor = new Executor();
        var random = new Random(13);
        for (var round = 0; round < 300; round++)
        {
            using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
            var moment = random.Next(120);
            var (steps, running) = (0, 0);
            var body = Step.From<int, int>("s", async (x, context) =>
            {
                Interlocked.Increment(ref running);
                try
                {
                    for (var i = 0; i < x % 4; i++)
                    {
                        if (Interlocked.Increment(ref steps) == moment)
                        {
                            await source.CancelAsync();
                        }

                        await Task.Yield();
                        context.CancellationToken.ThrowIfCancellationRequested();
                    }

                    return x;
                }
                finally
                {
                    Interlocked.Decrement(ref running);
                }
            });
            var pipeline = Pipeline.Create<int[]>("p").Map("m", static x => x, body, new MapOptions { MaxParallel = 5 }).Build();
            using var run = await executor.RunAsync(pipeline, [.. Enumerable.Range(0, 60)], source.Token);
            Assert.Equal(0, running);
            if (run.Status == RunStatus.Completed)
            {
                Assert.Equal(Enumerable.Range(0, 60), run.Output);
            }
            else
            {
                Assert.Equal(RunStatus.Cancelled, run.Status);
            }
        }
    }

    [Fact]
    public async Task Map_OfManyRunsAtOnce_KeepsThemApart()
    {
        var pipeline = Pipeline.Create<int>("p").Map("m", static x => Enumerable.Range(x, 20).ToArray(), Step.From<int, int>("s", static async (x, _) =>
        {
            if (x % 2 == 0)
            {
                await Task.Yield();
            }

            return x;
        }), new MapOptions { MaxParallel = 3 }).Build();
        await using var executor = new Executor();
        var runs = Enumerable.Range(0, 500).Select(i => Task.Run(async () =>
        {
            using var run = await executor.RunAsync(pipeline, i, Some.Token);
            Assert.Equal(Enumerable.Range(i, 20), run.Output);
        }));
        await Task.WhenAll(runs);
    }

    [Theory]
    [InlineData("group")]
    [InlineData("branch")]
    [InlineData("loop")]
    [InlineData("map")]
    [InlineData("parallel")]
    public async Task Composites_NestedTwentyThousandDeep_DoNotOverflow(string kind)
    {
        foreach (var waits in new[] { false, true })
        {
            var leaf = Chains.Of("leaf", async (x, context) =>
            {
                if (waits)
                {
                    context.CancellationToken.ThrowIfCancellationRequested();
                    await Task.Yield();
                }

                return x + 1;
            });
            var pipeline = Enumerable.Range(0, 20_000).Aggregate(leaf, (inner, _) => Wrap(kind, inner));
            await using var executor = new Executor();
            Assert.Equal(1, await executor.InvokeAsync(pipeline, 0, Some.Token));
            using var run = await executor.RunAsync(pipeline, 0, Some.Token);
            Assert.Equal(1, run.Output);
        }
    }

    [Fact]
    public async Task Parallel_NestedTwentyThousandDeep_CanBeCancelled()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
        var leaf = Chains.Of("leaf", async (x, context) =>
        {
            var stopped = Task.Delay(Timeout.Infinite, context.CancellationToken);
            await source.CancelAsync();
            await stopped;
            return x;
        });
        var pipeline = Enumerable.Range(0, 20_000).Aggregate(leaf, static (inner, _) => Wrap("parallel", inner));
        await using var executor = new Executor();
        using var run = await executor.RunAsync(pipeline, 0, source.Token);
        Assert.Equal(RunStatus.Cancelled, run.Status);
    }

    private static Pipeline<int, int> Wrap(string kind, Pipeline<int, int> inner)
    {
        var builder = Pipeline.Create<int>("p");
        return kind switch
        {
            "group" => builder.Then("x", inner).Build(),
            "branch" => builder.Branch("x", static _ => true, inner, inner).Build(),
            "loop" => builder.Loop("x", inner, static _ => true, 1).Build(),
            "map" => builder.Map("x", static x => new[] { x }, inner).Then("first", static x => x[0]).Build(),
            _ => builder.Parallel("x", [("a", inner)]).Then("first", static x => x["a"]).Build(),
        };
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
