using System.Collections.Concurrent;
using Weir.Layers.Caching;

namespace Weir.Tests.Layers;

/// <summary>Eight threads over one cache with few keys; what has to hold is checked when they have ended.</summary>
public class CachingRaceTests
{
    private const int Threads = 8;
    private const int Calls = 4_000;
    private const int Keys = 40;

    [Theory]
    [InlineData(false, 1_000, true)]
    [InlineData(false, 10, true)]
    [InlineData(true, 10, true)]
    [InlineData(true, 10, false)]
    public async Task Threads_OverOneCache_GetTheRightValues_InsideTheBounds(bool waits, int maxEntries, bool isCalm)
    {
        var layer = Layer.Caching(new CachingOptions { MaxEntries = maxEntries });
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var (calls, sideBySide) = (0, 0);
        var flying = new ConcurrentDictionary<int, int>();
        var pipeline = Pipeline.Create<int>("p").Then("s", async (int key, StepContext context) =>
        {
            var call = Interlocked.Increment(ref calls);
            var others = flying.AddOrUpdate(key, 1, static (_, count) => count + 1);
            if (waits)
            {
                await Task.Yield();
            }

            flying.AddOrUpdate(key, 0, static (_, count) => count - 1);
            Interlocked.Add(ref sideBySide, others > 1 ? 1 : 0);
            if (!isCalm && call % 50 == 0)
            {
                return context.Fail<int>("no");
            }

            return key * 10;
        }).AddLayer(layer).Build();
        var wrong = 0;
        var threads = Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            var random = new Random(thread);
            for (var i = 0; i < Calls; i++)
            {
                var key = random.Next(Keys);
                using var run = await executor.RunAsync(pipeline, key, Some.Token);
                Interlocked.Add(ref wrong, run.Status == RunStatus.Completed && run.Output != key * 10 ? 1 : 0);
                var size = layer.Statistics;
                Interlocked.Add(ref wrong, size.Entries > maxEntries || size.Bytes > 64 << 20 ? 1 : 0);
                if (i % 500 == 0)
                {
                    time.Advance(TimeSpan.FromMinutes(10));
                }

                if (!isCalm && thread == 0 && i % 1_000 == 500)
                {
                    layer.Clear();
                }
            }
        }));
        await Task.WhenAll(threads);
        var end = layer.Statistics;
        Assert.Equal((0, 0L), (wrong, layer.Faults));

        // After a failure those who waited call side by side, and so do those before and after it is cleared.
        Assert.True(!isCalm || sideBySide == 0, $"{sideBySide} side by side");
        Assert.Equal(Threads * Calls, end.Hits + end.Misses);
        Assert.Equal(calls, end.Misses);
        Assert.InRange(end.Entries, 1, Math.Min(maxEntries, Keys));
        Assert.True(end.Hits > 0);
    }

    [Fact]
    public async Task Threads_ThatMissTheSameKeys_MakeEachOutputOnce()
    {
        var layer = Layer.Caching();
        await using var executor = new Executor();
        var calls = new int[500];
        var pipeline = Pipeline.Create<int>("p").Then("s", async (int key, StepContext _) =>
        {
            Interlocked.Increment(ref calls[key]);
            await Task.Yield();
            return key;
        }).AddLayer(layer).Build();
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(async () =>
        {
            for (var key = 0; key < calls.Length; key++)
            {
                Assert.Equal(key, await executor.InvokeAsync(pipeline, key, Some.Token));
            }
        })));
        Assert.All(calls, static count => Assert.Equal(1, count));
        Assert.Equal((500, Threads * 500), (layer.Statistics.Misses, layer.Statistics.Hits + layer.Statistics.Misses));
    }
}
