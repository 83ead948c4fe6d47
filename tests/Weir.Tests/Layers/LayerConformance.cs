using System.Collections.Immutable;

namespace Weir.Tests.Layers;

/// <summary>What every layer promises. A layer's tests inherit this, and say what it does differently.</summary>
public abstract class LayerConformance
{
    /// <summary>Whether a call that ends at once allocates nothing because of the layer.</summary>
    protected virtual bool IsFree => true;

    /// <summary>Whether a call that ends at once ends at once with the layer too.</summary>
    protected virtual bool IsSynchronous => true;

    /// <summary>Whether the layer uses the clock in every call that waits, so that a broken one is a fault of its own machinery.</summary>
    protected virtual bool UsesClock => true;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Results_AreThoseWithoutTheLayer(bool onStep)
    {
        foreach (var one in LayerCase.All)
        {
            var layer = NewLayer();
            Assert.Equal(await LayerProbe.SeeAsync(one, [], onStep), await LayerProbe.SeeAsync(one, [layer], onStep));
            Assert.Equal(0, layer.Faults);
        }
    }

    [Fact]
    public async Task State_OfStepsAndBranches_IsThatWithoutTheLayer()
    {
        Assert.Equal("one two item item item", string.Join(' ', await StateAsync([])));
        Assert.Equal(await StateAsync([]), await StateAsync([NewLayer()]));
    }

    [Fact]
    public async Task Calls_ThatEndAtOnce_DoSoWithTheLayer()
    {
        await using var executor = new Executor();
        var pipeline = Plain([NewLayer()]);
        var call = executor.InvokeAsync(pipeline, 1, Some.Token);
        var isAtOnce = call.IsCompletedSuccessfully;
        await call;

        // One that goes on elsewhere may have ended there already.
        Assert.True(isAtOnce || !IsSynchronous);
        using var run = await executor.RunAsync(pipeline, 1, Some.Token);
        Assert.Equal(RunStatus.Completed, run.Status);
    }

    [Fact]
    public async Task Calls_ThatEndAtOnce_AllocateNothing()
    {
        if (!IsFree || !IsSynchronous || FrameChecks.AreOn)
        {
            return;
        }

        await using var executor = new Executor();
        var pipeline = Plain([NewLayer()]);
        var fewest = long.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 200; i++)
            {
                await executor.InvokeAsync(pipeline, 1, Some.Token);
            }

            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, fewest);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_SideBySide_KeepToThemselves(bool waits)
    {
        await using var executor = new Executor();
        var pipeline = Pipeline.Create<int>("p")
            .Then("a", async (int x, StepContext context) =>
            {
                context.AddUsage(new Usage(Math.Abs(x), 0, 0));
                if (waits)
                {
                    await Task.Yield();
                }

                return x < 0 ? context.Fail<int>($"no {x}") : x + 1;
            })
            .AddLayer(NewLayer()).Build();
        await Parallel.ForEachAsync(Enumerable.Range(1, 2_000), Some.Token, async (i, token) =>
        {
            using var run = await executor.RunAsync(pipeline, i % 50 == 0 ? -i : i, token);
            Assert.Equal(i % 50 == 0 ? $"no {-i}" : null, run.Steps[0].Feedback);
            Assert.Equal(i % 50 == 0 ? null : i + 1, run.Steps[0].Output);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Machinery_WhenItBreaks_GivesWayOnceAndIsCounted(bool waits)
    {
        var (layer, calls, gate) = (NewLayer(), 0, new TaskCompletionSource());
        await using var executor = new Executor(new ExecutorOptions { Time = new BrokenTime() });
        var pipeline = Pipeline.Create<int>("p")
            .Then("a", async (int x, StepContext _) =>
            {
                calls++;
                if (waits)
                {
                    await gate.Task;
                }

                return x + 1;
            })
            .AddLayer(layer).Build();
        var call = executor.InvokeAsync(pipeline, 1, Some.Token);
        gate.SetResult();
        Assert.Equal((2, 1), (await call, calls));
        if (UsesClock && waits)
        {
            Assert.Equal(1, layer.Faults);
        }
    }

    [Fact]
    public void Layer_TwiceAroundOneTarget_IsRefused()
    {
        var layer = NewLayer();
        var error = Assert.Throws<InvalidOperationException>(() => Plain([layer, layer]));
        Assert.Contains("twice around", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A layer with options under which it has nothing to do in the cases.</summary>
    protected abstract Layer NewLayer();

    private static Pipeline<int, int> Plain(IReadOnlyList<Layer> layers) =>
        layers.Aggregate(Pipeline.Create<int>("p").Then("a", static (int x) => x + 1).Then("b", static x => x * 2), static (all, one) => all.AddLayer(one)).Build();

    private static async Task<IReadOnlyList<string>> StateAsync(IReadOnlyList<Layer> layers)
    {
        static Func<int, StepContext, ValueTask<int>> Noting(string note) => async (x, context) =>
        {
            context.Update<ImmutableList<string>>(all => all.Add(note));
            await Task.Yield();
            return x;
        };
        var pipeline = Pipeline.Create<int>("p").WithState(static () => ImmutableList<string>.Empty)
            .Then("one", (x, context) => Noting("one")(x, context))
            .Then("two", (x, context) => Noting("two")(x, context))
            .Map("three", static x => new[] { x, x, x }, Step.From("item", Noting("item")));
        await using var executor = new Executor();
        using var run = await executor.RunAsync(layers.Aggregate(pipeline, static (all, one) => all.AddLayer(one)).Build(), 1, Some.Token);
        run.ThrowIfFailed();
        return run.State<ImmutableList<string>>();
    }

    private sealed class BrokenTime : TimeProvider
    {
        public override long GetTimestamp() => throw new NotSupportedException("The clock is broken.");

        public override DateTimeOffset GetUtcNow() => throw new NotSupportedException("The clock is broken.");

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            throw new NotSupportedException("The clock is broken.");
    }
}
