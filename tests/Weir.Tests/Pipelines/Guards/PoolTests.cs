namespace Weir.Tests.Pipelines.Guards;

public class PoolTests
{
    public static TheoryData<bool, bool> Doors => new() { { true, true }, { true, false }, { false, true }, { false, false } };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Run_OnThePool_LeavesTheThreadThatComes(bool isRecorded, bool isGuarded)
    {
        var thread = new TaskCompletionSource<bool>();
        var step = Step.From<int, int>("a", x =>
        {
            thread.SetResult(Thread.CurrentThread.IsThreadPoolThread);
            return x + 1;
        });
        Task<Outcome>? run = null;
        var caller = new Thread(() => run = Outcome.OfAsync(new Way(false, isRecorded), step, Configure(isGuarded)));
        caller.Start();
        caller.Join();
        Assert.Equal(2, (await run!).Output);
        Assert.True(await thread.Task);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Run_OfTwoOnThePoolAtOnce_LetsThemMeet(bool isRecorded, bool isGuarded)
    {
        using var barrier = new Barrier(2);
        var step = Step.From<int, int>("a", x =>
        {
            barrier.SignalAndWait(Some.Token);
            return x;
        });
        var both = new[] { 0, 1 }.Select(_ => Outcome.OfAsync(new Way(false, isRecorded), step, Configure(isGuarded))).ToArray();
        Assert.All(await Task.WhenAll(both), static o => Assert.Equal(RunStatus.Completed, o.Status));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Run_OnThePool_PassesFailureAndCancellation(bool isRecorded, bool isGuarded)
    {
        var way = new Way(false, isRecorded);
        var error = Some.Failure();
        var failed = await Outcome.OfAsync(way, Step.From<int, int>("a", int (_) => throw error), Configure(isGuarded));
        Assert.Same(error, failed.Error);
        using var source = new CancellationTokenSource();
        var cancelled = await Outcome.OfAsync(way, Step.From<int, int>("a", (_, context) =>
        {
            source.Cancel();
            context.CancellationToken.ThrowIfCancellationRequested();
            return default;
        }), Configure(isGuarded), null, source.Token);
        Assert.Equal(RunStatus.Cancelled, cancelled.Status);
    }

    private static Action<StepBuilder<int, int>> Configure(bool isGuarded) => how =>
    {
        how.RunOnPool();
        if (isGuarded)
        {
            how.Retry(2).Timeout(TimeSpan.FromHours(1));
        }
    };
}
