using System.Collections.Immutable;
using Weir.Layers.Caching;

namespace Weir.Tests.Layers;

public class CachingLayerTests : LayerConformance
{
    protected override Layer NewLayer() => Layer.Caching();

    [Fact]
    public async Task Step_ForTheSameInput_IsCalledOnce_AndAHitUsesNothing()
    {
        var calls = 0;
        var layer = Layer.Caching();
        await using var executor = new Executor(new ExecutorOptions { CollectStatistics = true });
        var pipeline = Pipeline.Create<string>("p")
            .Then("ask", (string question, StepContext context) =>
            {
                calls++;
                context.AddUsage(new Usage(10, 5, 1));
                return new ValueTask<string>(question + "!");
            })
            .AddLayer(layer).Build();
        using var first = await executor.RunAsync(pipeline, "a", Some.Token);
        using var second = await executor.RunAsync(pipeline, new string("a".ToCharArray()), Some.Token);
        using var other = await executor.RunAsync(pipeline, "b", Some.Token);
        Assert.Equal(("a!", "a!", "b!", 2), (first.Output, second.Output, other.Output, calls));
        Assert.Equal((RunStatus.Completed, StepStatus.Completed, default, 0), (second.Status, second.Steps[0].Status, second.Usage, second.Steps[0].Attempts));
        Assert.Equal((10, 1), (first.Usage.InputTokens, first.Steps[0].Attempts));
        Assert.Equal((1, 2, 0, 2), (layer.Statistics.Hits, layer.Statistics.Misses, layer.Statistics.Evictions, layer.Statistics.Entries));
        Assert.Equal(1 / 3.0, layer.Statistics.HitRate);
        var counted = executor.GetStatistics();
        Assert.Equal((1, 2), (counted.CacheHits, counted.CacheMisses));
    }

    [Fact]
    public async Task Hit_UnderABudget_IsNotRefused()
    {
        await using var executor = new Executor();
        var calls = 0;
        var pipeline = Pipeline.Create<int>("p")
            .Then("ask", (int x, StepContext context) =>
            {
                calls++;
                context.AddUsage(new Usage(100, 0, 0));
                return new ValueTask<int>(x);
            }, static step => step.Estimate(new Usage(100, 0, 0)).AddCaching())
            .Then("again", static x => x)
            .Build();
        var all = Pipeline.Create<int>("all").Then("one", pipeline).Then("two", pipeline)
            .WithBudget(new Budget { Tokens = 150 }).Build();
        using var run = await executor.RunAsync(all, 1, Some.Token);
        Assert.Equal((RunStatus.Completed, 1, 100), (run.Status, calls, run.Usage.InputTokens));
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(61, 2)]
    public async Task Output_ThatIsTooOld_IsMadeAgain(int minutes, int expected)
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var layer = Layer.Caching();
        var (pipeline, calls) = Counting(layer);
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        time.Advance(TimeSpan.FromMinutes(minutes));
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        Assert.Equal((expected, 1, 0L), (calls.Count, layer.Statistics.Entries, layer.Statistics.Evictions));
    }

    [Fact]
    public async Task Output_KeptUnderAnotherClock_IsNotUsed()
    {
        var (pipeline, calls) = Counting(Layer.Caching());
        for (var i = 0; i < 2; i++)
        {
            await using var executor = new Executor(new ExecutorOptions { Time = new ManualTime() });
            await executor.InvokeAsync(pipeline, 1, Some.Token);
        }

        Assert.Equal(2, calls.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failures_AreNotKept(bool throws)
    {
        var calls = 0;
        var layer = Layer.Caching();
        var pipeline = Pipeline.Create<int>("p").Then("s", (int x, StepContext context) =>
        {
            calls++;
            return calls > 2 ? new ValueTask<int>(x) : throws ? throw Some.Failure() : new ValueTask<int>(context.Fail<int>("no"));
        }).AddLayer(layer).Build();
        await using var executor = new Executor();
        for (var i = 0; i < 5; i++)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            Assert.Equal(i < 2 ? RunStatus.Failed : RunStatus.Completed, run.Status);
        }

        Assert.Equal((3, 2, 3, 0L), (calls, layer.Statistics.Hits, layer.Statistics.Misses, layer.Faults));
    }

    [Fact]
    public async Task Steps_WithEqualInputs_NeverGetEachOthersOutputs()
    {
        var layer = Layer.Caching();
        Pipeline<string, string> Chat(string prompt) =>
            Pipeline.Create<string>("p").Then("chat", question => $"{prompt} {question}").AddLayer(layer).Build();
        var (polite, rude) = (Chat("please"), Chat("now"));
        await using var executor = new Executor();
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("please answer", await executor.InvokeAsync(polite, "answer", Some.Token));
            Assert.Equal("now answer", await executor.InvokeAsync(rude, "answer", Some.Token));
        }

        Assert.Equal((2, 2, 2), (layer.Statistics.Hits, layer.Statistics.Misses, layer.Statistics.Entries));
    }

    [Fact]
    public async Task Step_InARunWithAndWithoutABudget_HasOneCache()
    {
        var (pipeline, calls) = Counting(Layer.Caching());
        await using var executor = new Executor();
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        using var run = await executor.RunAsync(pipeline, 1, new RunOptions { Budget = new Budget { Tokens = 1 } }, Some.Token);
        Assert.Equal((RunStatus.Completed, 1), (run.Status, calls.Count));
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 1)]
    public async Task Loop_ThatPolls_AsksAgain_UnlessItIsSaidOtherwise(bool inLoops, int expected)
    {
        var calls = 0;
        var turn = Pipeline.Create<int>("turn")
            .Then("poll", x => ++calls, step => step.AddCaching(configure: cache =>
            {
                if (inLoops)
                {
                    cache.InLoops();
                }
            }))
            .Then("wait", static _ => 0)
            .Build();
        var pipeline = Pipeline.Create<int>("p").Loop("until", turn, _ => calls == 3, maxTurns: 5).Build();
        using var run = await Some.RunAsync(pipeline, 0);
        Assert.Equal((inLoops ? RunStatus.Failed : RunStatus.Completed, expected), (run.Status, calls));
    }

    [Fact]
    public async Task PipelineThatIsTriedAgain_GetsNewOutputs()
    {
        var calls = 0;
        var inner = Pipeline.Create<int>("inner").Then("draw", _ => ++calls).AddCaching().Build();
        var pipeline = Pipeline.Create<int>("p")
            .Then(inner, static step => step.Retry(5).Validate("three", static x => x == 3 ? null : "not yet")).Build();
        using var run = await Some.RunAsync(pipeline, 0);
        Assert.Equal((RunStatus.Completed, 3), (run.Status, run.Output));
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task Step_InARunWithState_IsCalled_UnlessItIgnoresIt(bool ignores, int expected)
    {
        var calls = 0;
        var pipeline = Pipeline.Create<int>("p").WithState(static () => ImmutableList<int>.Empty)
            .Then("s", x => x + ++calls, step => step.AddCaching(configure: cache =>
            {
                if (ignores)
                {
                    cache.IgnoreState();
                }
            }))
            .Build();
        await using var executor = new Executor();
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        Assert.Equal(expected, calls);
    }

    [Fact]
    public async Task NearestCache_Wins_AndAStepCanBeLeftOut()
    {
        var (far, calls) = (Layer.Caching(), new int[3]);
        Func<int, int> Count(int step) => x =>
        {
            calls[step]++;
            return x;
        };
        var pipeline = Pipeline.Create<int>("p")
            .Then("far", Count(0))
            .Then("near", Count(1), static step => step.AddCaching())
            .Then("none", Count(2), static step => step.WithoutCaching())
            .AddLayer(far).Build();
        await using var executor = new Executor();
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        Assert.Equal([1, 1, 2], calls);
        Assert.Equal((1, 1), (far.Statistics.Hits, far.Statistics.Misses));
    }

    [Fact]
    public async Task PipelineCache_LeavesOutNodesThatDoMoreThanCompute_AndPipelinesInside()
    {
        var (node, calls) = (new Sender(), 0);
        var inner = Pipeline.Create<int>("inner").Then("s", x => x + (calls++ * 0)).Build();
        var pipeline = Pipeline.Create<int>("p").Then(node).Then(inner, static step => step.Timeout(TimeSpan.FromMinutes(1))).AddCaching().Build();
        await using var executor = new Executor();
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        Assert.Equal((2, 2), (node.Sent, calls));
    }

    [Fact]
    public async Task Clear_ForgetsAll()
    {
        var layer = Layer.Caching();
        var (pipeline, calls) = Counting(layer);
        await using var executor = new Executor();
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        layer.Clear();
        Assert.Equal((0, 0L), (layer.Statistics.Entries, layer.Statistics.Bytes));
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        Assert.Equal(2, calls.Count);
    }

    [Fact]
    public void Description_ShowsTheOptions()
    {
        var pipeline = Pipeline.Create<int>("p").Then("s", static x => x, static step => step.WithoutCaching()).Then("t", static x => x)
            .AddCaching(new CachingOptions { MaxEntries = 7, MaxBytes = 2048, TimeToLive = TimeSpan.FromSeconds(3), Version = "v2" }).Build();
        var text = pipeline.Describe().ToString();
        Assert.Contains("layer 'caching': around the step (entries: 7, bytes: 2048, time to live: 3000 ms, version: v2)", text, StringComparison.Ordinal);
        Assert.Contains("layer 'caching': around the step (off: here)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_OutsideTheirRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new CachingOptions { MaxEntries = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new CachingOptions { MaxEntries = 10_000_001 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new CachingOptions { MaxBytes = 1023 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new CachingOptions { TimeToLive = TimeSpan.Zero });
    }

    private static (Pipeline<int, int> Pipeline, Calls Calls) Counting(Layer layer)
    {
        var calls = new Calls();
        return (Pipeline.Create<int>("p").Then("s", x => x + (calls.Count++ * 0)).AddLayer(layer).Build(), calls);
    }

    private sealed class Calls
    {
        public int Count { get; set; }
    }

    private sealed class Sender : EffectNode<int, int>
    {
        public int Sent { get; private set; }

        public override ValueTask<int> RunAsync(int input, StepContext context)
        {
            Sent++;
            return new ValueTask<int>(input);
        }
    }
}
