using System.Text;
using Weir.Layers.Pooling;

namespace Weir.Tests.Layers;

public class PoolingStrategyTests
{
    private static readonly PoolPolicy<StringBuilder> Texts = new(static () => new StringBuilder(), static text => text.Clear());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Buffer_OfAnyStep_IsZeros(bool isOn)
    {
        var builder = With(isOn, Pipeline.Create<int>("p"));
        for (var i = 0; i < 20; i++)
        {
            builder = builder.Then($"step{i}", (int x, StepContext context) =>
            {
                var buffer = context.Buffers.Rent(100 + x);
                Assert.Equal(100 + x, buffer.Length);
                Assert.Equal(buffer.Length, buffer.Span.Length);
                Assert.Equal(-1, buffer.Span.IndexOfAnyExcept((byte)0));
                buffer.Span.Fill(7);
                if (x % 2 == 0)
                {
                    buffer.Dispose();
                }

                return new ValueTask<int>(x + 1);
            });
        }

        var pipeline = builder.Build();
        await using var executor = new Executor();
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(20 + i, await executor.InvokeAsync(pipeline, i, Some.Token));
        }
    }

    [Fact]
    public async Task Memory_OfABuffer_IsWrittenByWhatWaits()
    {
        var pipeline = Pipeline.Create<string>("p").AddPooling().Then("read", static async (string text, StepContext context) =>
        {
            using var buffer = context.Buffers.Rent(16);
            await using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            var count = await stream.ReadAsync(buffer.Memory, context.CancellationToken);
            using var pinned = buffer.Memory.Pin();
            return Encoding.UTF8.GetString(buffer.Span[..count]);
        }).Build();
        Assert.Equal("a low wall", await new Executor().InvokeAsync(pipeline, "a low wall", Some.Token));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Rental_ThatIsKeptPastItsStep_Refuses(bool isOn, bool recorded)
    {
        var (buffers, objects) = (new List<StepBuffer>(), new List<StepObject<StringBuilder>>());
        var memory = default(Memory<byte>);
        Step<int, int> Keeping(string name) => Step.From<int, int>(name, (x, context) =>
        {
            Assert.All(buffers, static one => Assert.Throws<ObjectDisposedException>(() => one.Span.Length));
            buffers.Add(context.Buffers.Rent(100));
            objects.Add(context.Objects.Rent(Texts));
            memory = buffers[^1].Memory;
            Assert.Equal(0, objects[^1].Value.Length);
            return new ValueTask<int>(x);
        });
        var pipeline = With(isOn, Pipeline.Create<int>("p")).Then(Keeping("a")).Then(Keeping("b"))
            .Map("c", static x => new[] { x, x, x }, Keeping("item")).Then("d", static items => items.Count).Then(Keeping("e")).Build();
        await using var executor = new Executor();
        if (recorded)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            run.ThrowIfFailed();
            AssertEnded();
        }
        else
        {
            await executor.InvokeAsync(pipeline, 1, Some.Token);
            AssertEnded();
        }

        void AssertEnded()
        {
            Assert.Equal(6, buffers.Count);
            Assert.All(buffers, static one => Assert.Contains("after its step had ended", Assert.Throws<ObjectDisposedException>(() => one.Span.Length).Message, StringComparison.Ordinal));
            Assert.All(objects, static one => Assert.Throws<ObjectDisposedException>(() => one.Value));
            Assert.Throws<ObjectDisposedException>(() => memory.Span.Length);
        }
    }

    [Fact]
    public async Task Rental_OfEachAttempt_IsItsOwn()
    {
        var buffers = new List<StepBuffer>();
        var pipeline = Pipeline.Create<int>("p").AddPooling().Then("a", (int x, StepContext context) =>
        {
            Assert.All(buffers, static one => Assert.Throws<ObjectDisposedException>(() => one.Span.Length));
            buffers.Add(context.Buffers.Rent(10));
            Assert.Equal(0, buffers[^1].Span[0]);
            buffers[^1].Span[0] = 1;
            return context.Attempt < 3 ? throw Some.Failure() : new ValueTask<int>(x);
        }, static step => step.Retry(3)).Build();
        Assert.Equal(1, await new Executor().InvokeAsync(pipeline, 1, Some.Token));
        Assert.Equal(3, buffers.Count);
    }

    [Fact]
    public async Task Buffers_OfStepsThatWereLeftBehind_AreNeverGivenToOthers()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var (gate, left, calls) = (new TaskCompletionSource(), new TaskCompletionSource<Exception?[]>(), 0);
        byte[]? seen = null;
        var pipeline = Pipeline.Create<int>("p").AddPooling().Then("slow", async (int x, StepContext context) =>
        {
            if (++calls == 1)
            {
                var (buffers, buffer) = (context.Buffers, context.Buffers.Rent(64));
                await gate.Task;
                left.SetResult([Record.Exception(() => buffer.Span[0] = 1), Record.Exception(() => buffers.Rent(64))]);
            }

            return x;
        }, static step => step.AttemptTimeout(TimeSpan.FromSeconds(1)).AbandonAfter(TimeSpan.Zero).Retry(2))
            .Then("next", (int x, StepContext context) =>
            {
                var buffer = context.Buffers.Rent(64);
                gate.SetResult();
                seen = buffer.Span.ToArray();
                return new ValueTask<int>(x);
            }).Build();
        var running = executor.InvokeAsync(pipeline, 1, Some.Token).AsTask();
        for (var i = 0; i < 100 && !running.IsCompleted; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(1, await running.WaitAsync(TimeSpan.FromSeconds(60), Some.Token));
        Assert.All(await left.Task, static error => Assert.IsType<ObjectDisposedException>(error));
        Assert.All(seen!, static one => Assert.Equal(0, one));
    }

    [Fact]
    public async Task Object_ThatWasGivenBack_IsResetAndUsedAgain()
    {
        var seen = new List<StringBuilder>();
        var pipeline = Pipeline.Create<int>("p").AddPooling().Then("a", (int x, StepContext context) =>
        {
            using var text = context.Objects.Rent(Texts);
            Assert.Equal(0, text.Value.Length);
            text.Value.Append("secret of ").Append(x);
            seen.Add(text.Value);
            return new ValueTask<int>(x);
        }).Build();
        await using var executor = new Executor();
        for (var i = 0; i < 3; i++)
        {
            await executor.InvokeAsync(pipeline, i, Some.Token);
        }

        Assert.All(seen, one => Assert.Same(seen[0], one));
        Assert.Equal(0, seen[0].Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pools_OfAPipeline_AreForThoseInsideThatHaveNone(bool hasOwn)
    {
        var seen = new List<StringBuilder>();
        var inner = (hasOwn ? Pipeline.Create<int>("inner").AddPooling() : Pipeline.Create<int>("inner")).Then("b", Rent).Build();
        var pipeline = Pipeline.Create<int>("p").AddPooling().Then("a", Rent).Then(inner).Build();
        await new Executor().InvokeAsync(pipeline, 1, Some.Token);
        Assert.Equal(!hasOwn, ReferenceEquals(seen[0], seen[1]));

        ValueTask<int> Rent(int x, StepContext context)
        {
            using var text = context.Objects.Rent(Texts);
            seen.Add(text.Value);
            return new ValueTask<int>(x);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Enabled_SaysWhetherThingsAreUsedAgain(bool isEnabled)
    {
        var seen = new List<StringBuilder>();
        var pipeline = Pipeline.Create<int>("p").AddPooling(new PoolingOptions { Enabled = isEnabled, Reason = "measured" }).Then("a", (int x, StepContext context) =>
        {
            using var text = context.Objects.Rent(Texts);
            seen.Add(text.Value);
            return new ValueTask<int>(x);
        }).Build();
        await using var executor = new Executor();
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        Assert.Equal(isEnabled, ReferenceEquals(seen[0], seen[1]));
    }

    [Fact]
    public async Task Calls_SideBySide_HaveBuffersOfTheirOwn()
    {
        await using var executor = new Executor();
        var pipeline = Pipeline.Create<int>("p").AddPooling(new PoolingOptions { MaxObjects = 4 })
            .Map("items", static x => Enumerable.Range(x, 10).ToArray(), Step.From<int, int>("item", static async (x, context) =>
            {
                var buffer = context.Buffers.Rent(1_000);
                Assert.Equal(-1, buffer.Span.IndexOfAnyExcept((byte)0));
                buffer.Span.Fill((byte)x);
                if (x % 3 == 0)
                {
                    await Task.Yield();
                }

                Assert.Equal(-1, buffer.Span.IndexOfAnyExcept((byte)x));
                return x;
            }))
            .Then("sum", static items => items.Sum()).Build();
        await Parallel.ForEachAsync(Enumerable.Range(1, 500), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Some.Token }, async (i, token) =>
            Assert.Equal((10 * i) + 45, await executor.InvokeAsync(pipeline, i, token)));
    }

    [Fact]
    public async Task Call_ThatRentsOften_HoldsWhatItStillHas()
    {
        var pipeline = Pipeline.Create<int>("p").AddPooling().Then("a", static (int x, StepContext context) =>
        {
            using var kept = context.Buffers.Rent(10);
            kept.Span[0] = 1;
            for (var i = 0; i < 1_000; i++)
            {
                using var other = context.Buffers.Rent(10);
                Assert.Equal(0, other.Span[0]);
                other.Span[0] = 2;
            }

            return new ValueTask<int>(kept.Span[0]);
        }).Build();
        Assert.Equal(1, await new Executor().InvokeAsync(pipeline, 1, Some.Token));
    }

    [Fact]
    public async Task Workload_GivesTheSameOnBothSides_AndAllocatesLess()
    {
        foreach (var workload in new[] { PoolingWorkload.OfTheMetric, PoolingWorkload.OfTheLayer })
        {
            await using var baseline = await workload.OpenAsync(WorkloadVariant.Baseline, Some.Token);
            await using var optimized = await workload.OpenAsync(WorkloadVariant.Optimized, Some.Token);
            Assert.Equal(await baseline.OutputAsync(Some.Token), await optimized.OutputAsync(Some.Token));
            Assert.True(await BytesAsync(optimized) < 0.4 * await BytesAsync(baseline));
            Assert.Empty(baseline.Checks);
            Assert.Equal("fewer gen-0 collections", Assert.Single(optimized.Checks).Name);
        }
    }

    [Fact]
    public void Use_ThatIsWrong_IsRefused()
    {
        Assert.Equal(
            "The pipeline 'p' has pooling twice; add it once, with the options that are meant.",
            Assert.Throws<InvalidOperationException>(static () => Pipeline.Create<int>("p").AddPooling().AddPooling()).Message);
        Assert.Contains("MaxObjects is 0;", Refused(static () => new PoolingOptions { MaxObjects = 0 }), StringComparison.Ordinal);
        Assert.Contains("MaxPools is 0;", Refused(static () => new PoolingOptions { MaxPools = 0 }), StringComparison.Ordinal);
        Assert.Contains("MaxBytes is -1;", Refused(static () => new PoolingOptions { MaxBytes = -1 }), StringComparison.Ordinal);
        Assert.Contains("MaxBufferLength is 0;", Refused(static () => new PoolingOptions { MaxBufferLength = 0 }), StringComparison.Ordinal);
        Assert.Contains("CleanupThreshold is 1.1;", Refused(static () => new PoolingOptions { CleanupThreshold = 1.1 }), StringComparison.Ordinal);

        static string Refused(Func<object> make) => Assert.Throws<ArgumentOutOfRangeException>(make).Message;
    }

    private static PipelineBuilder<int, int> With(bool isOn, PipelineBuilder<int, int> builder) => isOn ? builder.AddPooling() : builder;

    private static async Task<long> BytesAsync(WorkloadSide side)
    {
        var fewest = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            await side.RunAsync(Some.Token);
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
