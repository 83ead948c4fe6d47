namespace Weir.Tests.Pipelines.Composites;

public class MapTests
{
    private static readonly Func<int[], IReadOnlyList<int>> All = static items => items;

    public static TheoryData<string> Bodies => ["sync", "waits", "mixed", "pipeline", "list"];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Map_GivesTheOutputsInTheOrderOfTheItems(string body)
    {
        var pipeline = Squares(body).Build();
        var items = Enumerable.Range(0, 100).ToArray();
        await using var executor = new Executor();
        Assert.Equal(items.Select(static x => (long)x * x), await executor.InvokeAsync(pipeline, items, Some.Token));
        using var run = await executor.RunAsync(pipeline, items, Some.Token);
        Assert.Equal(items.Select(static x => (long)x * x), run.Output);
        Assert.Equal(items.Select(static x => $"order/charge[{x}]"), run.Steps[0].Steps.Select(static s => s.Path));
        Assert.All(run.Steps[0].Steps, static (s, i) => Assert.Equal((StepStatus.Completed, 1, (long)i * i), (s.Status, s.Attempts, s.Output)));
        Assert.Equal(100, run.Attempts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Map_OfNoItems_GivesAnEmptyList(bool isStep)
    {
        using var run = await Some.RunAsync(Squares(isStep ? "sync" : "pipeline").Build(), []);
        Assert.Empty(run.Output);
        Assert.Empty(run.Steps[0].Steps);
        Assert.Equal((RunStatus.Completed, 0), (run.Status, run.Attempts));
    }

    [Fact]
    public async Task Map_GivesEveryItemItsContext()
    {
        var pipeline = Pipeline.Create<int[]>("order").Map("charge", All, Step.From<int, string>("own name", static async (x, context) =>
        {
            if (x % 3 == 0)
            {
                await Task.Yield();
            }

            context.AddUsage(new Usage(x, 0, 0));
            return $"{context.Path} {context.StepName}";
        })).Build();
        using var run = await Some.RunAsync(pipeline, [1, 2, 3, 4, 5]);
        Assert.Equal(Enumerable.Range(0, 5).Select(static i => $"order/charge[{i}] charge"), run.Output);
        Assert.Equal([1, 2, 3, 4, 5], run.Steps[0].Steps.Select(static s => s.Usage.InputTokens));
        Assert.Equal((15, 15), (run.Steps[0].Usage.Tokens, run.Usage.Tokens));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Map_WhenAnItemFails_StartsNoOther(bool isStep)
    {
        var started = 0;
        Func<int, int> body = x =>
        {
            started++;
            return x == 3 ? throw Some.Failure() : x;
        };
        var builder = Pipeline.Create<int[]>("p");
        var pipeline = (isStep ? builder.Map("m", All, Step.From("s", body)) : builder.Map("m", All, Chains.Of("b", body))).Build();
        using var run = await Some.RunAsync(pipeline, [1, 2, 3, 4, 5]);
        Assert.Equal(3, started);
        Assert.Equal([StepStatus.Completed, StepStatus.Completed, StepStatus.Failed], run.Steps[0].Steps.Select(static s => s.Status));
        Assert.Equal(isStep ? "p/m[2]" : "p/m[2]/do", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
        Assert.Equal("it broke", run.Steps[0].Steps[2].Feedback);
    }

    [Fact]
    public async Task Map_WhenAnItemFails_CancelsTheOthersAndWaitsForThem()
    {
        var meeting = new Meeting(3);
        var pipeline = Pipeline.Create<int[]>("p").Map("m", All, Step.From<int, int>("s", async (x, context) =>
        {
            await meeting.ArriveAsync(context.CancellationToken);
            if (x == 2)
            {
                throw Some.Failure();
            }

            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return x;
        })).Build();
        using var run = await Some.RunAsync(pipeline, [1, 2, 3]);
        Assert.Equal("it broke", run.Error!.Message);
        Assert.Equal([StepStatus.Cancelled, StepStatus.Failed, StepStatus.Cancelled], run.Steps[0].Steps.Select(static s => s.Status));
        Assert.Equal(["another item failed", null, "another item failed"], run.Steps[0].Steps.Select(static s => s.Reason));
        Assert.Equal((RunStatus.Failed, StepStatus.Failed), (run.Status, run.Steps[0].Status));
    }

    [Fact]
    public async Task Map_WhenSeveralItemsFail_FailsWithTheLowest()
    {
        var meeting = new Meeting(3);
        var pipeline = Pipeline.Create<int[]>("p").Map("m", All, Step.From<int, int>("s", async (x, _) =>
        {
            await meeting.ArriveAsync(Some.Token);
            throw Some.Failure($"item {x}");
        })).Build();
        Assert.Equal("item 7", await Chains.FailureOfAsync(pipeline, [7, 8, 9]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Map_WhenFailuresAreIgnored_LeavesThemOut(bool waits)
    {
        var pipeline = Pipeline.Create<int[]>("p").Map("m", All, Step.From<int, int>("s", async (x, context) =>
        {
            if (waits)
            {
                await Task.Yield();
            }

            return x % 3 == 0 ? throw Some.Failure() : x % 3 == 1 ? context.Fail<int>("by value") : x;
        }), new MapOptions { OnFailure = FailurePolicy.Ignore }).Build();
        using var run = await Some.RunAsync(pipeline, [.. Enumerable.Range(0, 30)]);
        Assert.Equal(Enumerable.Range(0, 10).Select(static i => (3 * i) + 2), run.Output);
        Assert.Equal(20, run.Steps[0].Steps.Count(static s => s.Status == StepStatus.Failed));
        Assert.Equal(30, run.Attempts);
    }

    [Fact]
    public async Task Map_WhenAnItemSendsAControlSignal_LetsItPass()
    {
        var signal = new ControlSignalException("enough");
        var pipeline = Pipeline.Create<int[]>("p").Map(
            "m", All, Step.From<int, int>("s", (x, _) => x == 2 ? throw signal : new(x)), new MapOptions { OnFailure = FailurePolicy.Ignore }).Build();
        using var run = await Some.RunAsync(pipeline, [1, 2, 3]);
        Assert.Same(signal, run.Error);
        Assert.Equal(2, run.Steps[0].Steps.Count);
    }

    [Theory]
    [InlineData(FailurePolicy.Propagate)]
    [InlineData(FailurePolicy.Ignore)]
    public async Task Map_WhenTheRunIsCancelled_EndsAsCancelled(FailurePolicy policy)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
        var pipeline = Pipeline.Create<int[]>("p").Map("m", All, Step.From<int, int>("s", async (x, context) =>
        {
            if (x == 3)
            {
                await source.CancelAsync();
            }

            await Task.Delay(x == 1 ? 0 : Timeout.Infinite, context.CancellationToken);
            return x;
        }), new MapOptions { OnFailure = policy, MaxParallel = 4 }).Build();
        await using var executor = new Executor();
        using var run = await executor.RunAsync(pipeline, [1, 2, 3, 4, 5, 6, 7, 8, 9], source.Token);
        Assert.Equal((RunStatus.Cancelled, StepStatus.Cancelled, "the run was cancelled"), (run.Status, run.Steps[0].Status, run.Steps[0].Reason));
    }

    [Fact]
    public async Task Map_WhenTheRunIsCancelledBySyncItem_StartsNoOther()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
        var started = 0;
        var pipeline = Pipeline.Create<int[]>("p").Map("m", All, Step.From<int, int>("s", x =>
        {
            if (++started == 2)
            {
                source.Cancel();
            }

            return x;
        })).Build();
        await using var executor = new Executor();
        using var run = await executor.RunAsync(pipeline, [1, 2, 3, 4], source.Token);
        Assert.Equal((RunStatus.Cancelled, 2), (run.Status, started));
        Assert.Equal([StepStatus.Completed, StepStatus.Completed], run.Steps[0].Steps.Select(static s => s.Status));
    }

    [Fact]
    public async Task Map_WhenTheSelectorThrows_SaysThatItWasTheSelector()
    {
        var pipeline = Pipeline.Create<int[]>("p").Map<int, int>("m", static _ => throw Some.Failure(), Some.Step("s")).Build();
        Assert.Equal("The selector of items of the step 'm' threw InvalidOperationException: it broke", await Chains.FailureOfAsync(pipeline, []));
    }

    [Fact]
    public async Task Map_WhenTheSelectorGivesNull_SaysSo()
    {
        var pipeline = Pipeline.Create<int[]>("p").Map<int, int>("m", static _ => null!, Some.Step("s")).Build();
        Assert.Equal("The map 'm' got null instead of a list of items; give it an empty list.", await Chains.FailureOfAsync(pipeline, []));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Map_WhenTheListShrinks_Fails(bool waits)
    {
        List<int> list = [.. Enumerable.Range(0, 10)];
        var pipeline = Pipeline.Create<int>("p").Map("m", _ => list, Step.From<int, int>("s", async (x, _) =>
        {
            if (waits)
            {
                await Task.Yield();
            }

            if (x == 3)
            {
                list.Clear();
            }

            return x;
        }), new MapOptions { MaxParallel = 1 }).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.IsType<ArgumentOutOfRangeException>(run.Error);
    }

    [Fact]
    public async Task Map_OfSynchronousItems_RunsThemOnTheThreadOfTheCaller()
    {
        var thread = Environment.CurrentManagedThreadId;
        var threads = new HashSet<int>();
        var pipeline = Pipeline.Create<int[]>("p").Map("m", All, Step.From<int, int>("s", x =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            return x;
        })).Build();
        await using var executor = new Executor();
        await executor.InvokeAsync(pipeline, [1, 2, 3], Some.Token);
        Assert.Equal([thread], threads);
    }

    [Fact]
    public async Task Map_OfItemsThatSetAsyncLocals_KeepsThemFromItsCaller()
    {
        var local = new AsyncLocal<int> { Value = 7 };
        var seen = new int[40];
        var body = Pipeline.Create<int>("b")
            .Then("set", x =>
            {
                seen[x] = local.Value;
                local.Value = 100 + x;
                return x;
            })
            .Then("wait", static async (x, _) =>
            {
                await Task.Yield();
                return x;
            })
            .Then("get", _ => local.Value).Build();
        var pipeline = Pipeline.Create<int[]>("p").Map("m", All, body, new MapOptions { MaxParallel = 4 }).Then("after", x => (x, local.Value)).Build();
        using var run = await Some.RunAsync(pipeline, [.. Enumerable.Range(0, 40)]);
        Assert.Equal(Enumerable.Range(100, 40), run.Output.x);
        Assert.Equal((7, 7), (run.Output.Value, local.Value));
        Assert.All(seen, static value => Assert.Equal(7, value));
    }

    [Fact]
    public void MapOptions_WithBadValues_Refuses()
    {
        Assert.StartsWith("MaxParallel is 0; it must be between 1 and 4096.", Assert.Throws<ArgumentOutOfRangeException>(static () => new MapOptions { MaxParallel = 0 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("MaxParallel is 4097;", Assert.Throws<ArgumentOutOfRangeException>(static () => new MapOptions { MaxParallel = 4097 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("OnFailure is FirstSuccess; it must be one of Propagate, Ignore.", Assert.Throws<ArgumentOutOfRangeException>(static () => new MapOptions { OnFailure = FailurePolicy.FirstSuccess }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Map_WithBadArguments_Refuses()
    {
        var builder = Pipeline.Create<int[]>("p");
        Assert.Throws<ArgumentNullException>(() => builder.Map<int, int>("m", null!, Some.Step("s")));
        Assert.Throws<ArgumentNullException>(() => builder.Map("m", All, (Step<int, int>)null!));
        Assert.Throws<ArgumentNullException>(() => builder.Map("m", All, (Pipeline<int, int>)null!));
        Assert.Throws<ArgumentException>(() => builder.Map("a/b", All, Some.Step("s")));
    }

    private static PipelineBuilder<int[], IReadOnlyList<long>> Squares(string body)
    {
        var builder = Pipeline.Create<int[]>("order");
        return body switch
        {
            "sync" => builder.Map("charge", All, Step.From<int, long>("s", static x => (long)x * x)),
            "waits" => builder.Map("charge", All, Step.From<int, long>("s", static async (x, _) =>
            {
                await Task.Yield();
                return (long)x * x;
            })),
            "mixed" => builder.Map("charge", All, Step.From<int, long>("s", static async (x, _) =>
            {
                if (x % 7 == 3)
                {
                    await Task.Yield();
                }

                return (long)x * x;
            })),
            "pipeline" => builder.Map("charge", All, Pipeline.Create<int>("b").Then("square", static x => (long)x * x).Build()),
            _ => builder.Map("charge", static items => items.ToList(), Step.From<int, long>("s", static x => (long)x * x)),
        };
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Map_WithAsyncLocals_ShowsEveryItemWhatTheCallerHad(bool isArray, bool isRecorded)
    {
        var local = new AsyncLocal<string> { Value = "caller" };
        var body = Step.From<int, string?>("body", x =>
        {
            var seen = local.Value;
            local.Value = $"item {x}";
            return seen;
        });
        IReadOnlyList<int> items = isArray ? [1, 2, 3] : System.Collections.Immutable.ImmutableList.Create(1, 2, 3);
        var pipeline = Pipeline.Create<IReadOnlyList<int>>("p").Map("map", _ => isArray ? items.ToArray() : items, body).Build();
        await using var executor = new Executor();
        using var run = await executor.RunAsync(pipeline, items, Some.Token);
        var seen = isRecorded ? run.Output : await executor.InvokeAsync(pipeline, items, Some.Token);
        Assert.Equal(["caller", "caller", "caller"], seen);
        Assert.Equal("caller", local.Value);
    }
}
