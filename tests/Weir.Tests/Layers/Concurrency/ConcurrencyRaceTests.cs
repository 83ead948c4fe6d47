using Weir.Layers.Concurrency;

namespace Weir.Tests.Layers.Concurrency;

/// <summary>Many callers at once; what must hold is looked at inside of the calls, and when all is over.</summary>
public class ConcurrencyRaceTests
{
    private const int Threads = 8;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(5, 32)]
    public async Task Calls_OfManyThreads_AreNeverMoreThanTheLimit(int limit, int partition)
    {
        var strategy = new ConcurrencyStrategy(new() { MaxConcurrent = limit, PartitionSize = partition, QueueTimeout = TimeSpan.FromDays(1) });
        await using var executor = new Executor();
        var (inside, most, calls) = (0, 0, 0);
        var pipeline = Pipeline.Create<int>("p").AddStrategy(strategy).Map("map", static count => Enumerable.Range(0, count).ToArray(), Step.From<int, int>("step", async (item, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref inside));
            Interlocked.Increment(ref calls);
            if (item % 7 == 0)
            {
                await Task.Yield();
            }

            Interlocked.Decrement(ref inside);
            return item;
        })).Build();
        await RaceAsync(async thread =>
        {
            for (var i = 0; i < 40; i++)
            {
                var count = ((thread * 40) + i) % 60;
                Assert.Equal(Enumerable.Range(0, count), await executor.InvokeAsync(pipeline, count, Some.Token));
            }
        });
        Assert.InRange(most, 1, limit);
        Assert.Equal(Enumerable.Range(0, Threads * 40).Sum(static i => i % 60), calls);
        Assert.Equal((0, 0), ((FairLimit)strategy.Limit!).Counts);
        Assert.Equal(0, strategy.Limit!.Faults);
    }

    [Fact]
    public async Task Runs_CancelledTimedOutAndFailedAtRandom_GiveAllPlacesBack()
    {
        var time = new ManualTime();
        var strategy = new ConcurrencyStrategy(new() { MaxConcurrent = 2, PartitionSize = 2, QueueTimeout = TimeSpan.FromMilliseconds(3) });
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var tried = Pipeline.Create<int>("tried").Then(
            "step",
            async (int item, StepContext context) =>
            {
                if (item % 3 == 0)
                {
                    await Task.Yield();
                }

                context.CancellationToken.ThrowIfCancellationRequested();
                return item % 11 == 10 || (item % 5 == 4 && context.Attempt == 1) ? throw Some.Failure() : item;
            },
            static step => step.Retry(new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.FromMilliseconds(1), Jitter = 0 })).Build();
        var maps = Enum.GetValues<FailurePolicy>().Take(2).Select(policy => Pipeline.Create<int>("p").AddStrategy(strategy)
            .Map("map", static count => Enumerable.Range(0, count).ToArray(), tried, new MapOptions { OnFailure = policy }).Build()).ToArray();
        using var ticking = new CancellationTokenSource();
        var clock = Task.Run(
            async () =>
            {
                while (!ticking.IsCancellationRequested)
                {
                    time.Advance(TimeSpan.FromMilliseconds(1));
                    await Task.Yield();
                }
            },
            Some.Token);
        var ended = 0;
        await RaceAsync(async thread =>
        {
            var random = new Random(thread);
            for (var i = 0; i < 60; i++)
            {
                using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
                var running = executor.RunAsync(maps[random.Next(2)], random.Next(40), source.Token);
                if (random.Next(3) == 0)
                {
                    source.Cancel();
                }

                using var run = await running;
                Assert.NotEqual(RunStatus.Paused, run.Status);
                Interlocked.Increment(ref ended);
            }
        });
        ticking.Cancel();
        await clock;
        Assert.Equal(Threads * 60, ended);
        Assert.Equal((0, 0), ((FairLimit)strategy.Limit!).Counts);
        Assert.Equal(0, strategy.Limit!.Faults);
    }

    [Fact]
    public Task Runs_InChosenOrders_EndAndGiveAllPlacesBack() => DeterministicScheduler.ForEachSeedAsync(200, async scheduler =>
    {
        var strategy = new ConcurrencyStrategy(new() { MaxConcurrent = 2, PartitionSize = 2 });
        await using var executor = new Executor(new ExecutorOptions { Time = scheduler.Time });
        var (inside, most) = (0, 0);
        var pipeline = Pipeline.Create<int>("p").AddStrategy(strategy).Map("map", static count => Enumerable.Range(0, count).ToArray(), Step.From<int, int>("step", async (item, _) =>
        {
            most = Math.Max(most, ++inside);
            if (item % 3 != 0)
            {
                await scheduler.Yield();
            }

            inside--;
            return item == 6 ? throw Some.Failure() : item;
        }), new MapOptions { MaxParallel = 3, OnFailure = FailurePolicy.Ignore }).Build();
        await scheduler.RunAsync(async () =>
        {
            using var source = new CancellationTokenSource();
            var running = new[] { 9, 1, 5, 0, 9 }.Select(count => executor.RunAsync(pipeline, count, Some.Token).AsTask()).ToArray();
            var cancelled = executor.RunAsync(pipeline, 9, source.Token).AsTask();
            await scheduler.Yield();
            await source.CancelAsync();
            using var last = await cancelled;
            foreach (var run in await Task.WhenAll(running))
            {
                using (run)
                {
                    run.ThrowIfFailed();
                }
            }
        });
        Assert.InRange(most, 1, 2);
        Assert.Equal((0, 0), ((FairLimit)strategy.Limit!).Counts);
    });

    private static Task RaceAsync(Func<int, Task> work) =>
        Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(() => work(thread), Some.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value;)
        {
            seen = Interlocked.CompareExchange(ref most, value, seen) is var was && was == seen ? value : was;
        }
    }
}
