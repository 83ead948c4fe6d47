namespace Weir.Tests.Pipelines.Composites;

/// <summary>An item that waits for its next attempt holds no place.</summary>
public class FanOutPlaceTests
{
    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Map_WhenAnItemWaitsToRetry_RunsTheOthersInItsPlace(bool isStep)
    {
        var time = new ManualTime();
        var order = new List<int>();
        var (inFlight, most) = (0, 0);
        var body = Step.From<int, int>("s", async (x, context) =>
        {
            // One at a time, so nothing else guards these.
            most = Math.Max(most, ++inFlight);
            order.Add(x);
            await Task.Yield();
            inFlight--;
            if (x == 4)
            {
                time.Advance(TimeSpan.FromHours(1));
            }

            return x == 0 && context.Attempt == 1 ? context.Fail<int>("busy") : x * 10;
        });
        var builder = Pipeline.Create<int[]>("p");
        var options = new MapOptions { MaxParallel = 1 };
        var pipeline = (isStep
            ? builder.Map("m", static x => x, body, options, Retrying)
            : builder.Map("m", static x => x, Pipeline.Create<int>("b").Then("do", body, Retrying).Build(), options)).Build();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        using var run = await executor.RunAsync(pipeline, [0, 1, 2, 3, 4], Some.Token);
        Assert.Equal([0, 10, 20, 30, 40], run.Output);
        Assert.Equal([0, 1, 2, 3, 4, 0], order);
        Assert.Equal((1, 6), (most, run.Attempts));

        static void Retrying(StepBuilder<int, int> step) =>
            step.Retry(new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(1) });
    }

    [Fact]
    public Task Map_OfRetriesInEveryOrder_NeverExceedsItsLimitNorLosesAnItem() => DeterministicScheduler.ForEachSeedAsync(200, static async scheduler =>
    {
        var (inFlight, most) = (0, 0);
        var body = Step.From<int, int>("s", async (x, context) =>
        {
            most = Math.Max(most, ++inFlight);
            await Task.Yield();
            inFlight--;
            return context.Attempt <= x % 3 ? context.Fail<int>("again") : x;
        });
        var pipeline = Pipeline.Create<int[]>("p").Map("m", static x => x, body, new MapOptions { MaxParallel = 3 }, static step =>
            step.Retry(new RetryOptions { MaxAttempts = 3, Delay = TimeSpan.FromSeconds(1), Jitter = 1 })).Build();
        using var run = await scheduler.RunAsync(pipeline, [.. Enumerable.Range(0, 10)]);
        Assert.Equal(Enumerable.Range(0, 10), run.ShouldSucceed().Output);
        Assert.Equal((3, 19, 0), (most, run.Attempts, scheduler.FromOutside));
    });

    [Fact(Timeout = 120_000)]
    public async Task Map_OfRandomRetries_NeverExceedsItsLimitNorLosesAnItem()
    {
        await using var executor = new Executor();
        var random = new Random(17);
        for (var round = 0; round < 100; round++)
        {
            var limit = random.Next(1, 6);
            var attempts = Enumerable.Range(0, 40).Select(_ => random.Next(1, 4)).ToArray();
            var (inFlight, exceeded) = (0, false);
            var body = Step.From<int, int>("s", async (x, context) =>
            {
                exceeded |= Interlocked.Increment(ref inFlight) > limit;
                if (x % 3 != 0)
                {
                    await Task.Yield();
                }

                Interlocked.Decrement(ref inFlight);
                return context.Attempt < attempts[x] ? context.Fail<int>("again") : x;
            });
            var pipeline = Pipeline.Create<int[]>("p").Map("m", static x => x, body, new MapOptions { MaxParallel = limit }, static step =>
                step.Retry(new RetryOptions { MaxAttempts = 3, Delay = TimeSpan.FromMilliseconds(1) })).Build();
            using var run = await executor.RunAsync(pipeline, [.. Enumerable.Range(0, 40)], Some.Token);
            Assert.Equal(Enumerable.Range(0, 40), run.Output);
            Assert.Equal(attempts, run.Steps[0].Steps.Select(static s => s.Attempts));
            Assert.False(exceeded);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Map_WhenCancelledWhileItemsWaitToRetry_Ends()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
        var calls = 0;
        var body = Step.From<int, int>("s", async (_, context) =>
        {
            if (Interlocked.Increment(ref calls) == 20)
            {
                await source.CancelAsync();
            }

            await Task.Yield();
            return context.Fail<int>("busy");
        });
        var pipeline = Pipeline.Create<int[]>("p").Map("m", static x => x, body, new MapOptions { MaxParallel = 2 }, static step =>
            step.Retry(new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.FromDays(1), MaxDelay = TimeSpan.FromDays(1) })).Build();
        await using var executor = new Executor();
        using var run = await executor.RunAsync(pipeline, [.. Enumerable.Range(0, 20)], source.Token);
        Assert.Equal(RunStatus.Cancelled, run.Status);
    }

    [Fact(Timeout = 60_000)]
    public async Task Map_WhenAnItemFailsWhileOthersWaitToRetry_EndsThem()
    {
        var body = Step.From<int, int>("s", static async (x, context) =>
        {
            await Task.Yield();
            return x < 5 ? context.Fail<int>("busy") : throw new ControlSignalException("enough");
        });
        var pipeline = Pipeline.Create<int[]>("p").Map("m", static x => x, body, new MapOptions { MaxParallel = 1 }, static step =>
            step.Retry(new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.FromDays(1), MaxDelay = TimeSpan.FromDays(1) })).Build();
        using var run = await Some.RunAsync(pipeline, [.. Enumerable.Range(0, 8)]);
        Assert.Equal("enough", run.Error!.Message);
        Assert.Equal(6, run.Steps[0].Steps.Count);
        Assert.Equal("another item ended the run", run.Steps[0].Steps[0].Reason);
    }
}
