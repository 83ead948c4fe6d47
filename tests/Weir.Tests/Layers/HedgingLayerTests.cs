using Weir.Layers.Hedging;

namespace Weir.Tests.Layers;

public class HedgingLayerTests : LayerConformance
{
    private static readonly HedgingOptions Soon = new() { Delay = TimeSpan.FromSeconds(1) };

    protected override Layer NewLayer() => new HedgingLayer(new HedgingOptions());

    [Fact]
    public async Task Step_ThatTakesLong_IsCalledOnceMore_AndTheFirstValueWins()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var contexts = new List<StepContext>();
        var calls = new List<TaskCompletionSource<int>>();
        var isCancelled = false;
        var pipeline = Of(async (_, context) =>
        {
            contexts.Add(context);
            context.AddUsage(new Usage(1, 0, 0));
            var call = new TaskCompletionSource<int>();
            calls.Add(call);
            await using var registration = context.CancellationToken.Register(() => isCancelled = true);
            return await call.Task;
        });
        var running = executor.RunAsync(pipeline, 1, Some.Token);
        Assert.Single(calls);
        time.Advance(TimeSpan.FromSeconds(2));
        await Until(() => calls.Count == 2);
        calls[1].SetResult(42);
        using var run = await running;
        Assert.Equal((RunStatus.Completed, 42, 1), (run.Status, run.Output, run.Steps[0].Attempts));
        Assert.Equal(2, run.Steps[0].Usage.InputTokens);
        Assert.True(isCancelled);
        Assert.Throws<ObjectDisposedException>(() => contexts[0].AddUsage(default));
        calls[0].SetResult(7);
    }

    [Fact]
    public async Task State_OfTheWinner_IsKept_AndThatOfTheLoserIsNot()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var calls = new List<TaskCompletionSource<int>>();
        var pipeline = Pipeline.Create<int>("p").WithState(static () => 0)
            .Then(
                "slow",
                async (int _, StepContext context) =>
                {
                    var call = new TaskCompletionSource<int>();
                    var mine = calls.Count + 1;
                    context.Update<int>(all => all + (mine * 10));
                    calls.Add(call);
                    return await call.Task;
                },
                static step => step.AddHedging(Soon))
            .Build();
        var running = executor.RunAsync(pipeline, 1, Some.Token);
        time.Advance(TimeSpan.FromSeconds(2));
        await Until(() => calls.Count == 2);
        calls[1].SetResult(42);
        using var run = await running;
        Assert.Equal((42, 20), (run.Output, run.State<int>()));
        calls[0].SetResult(1);
    }

    [Fact]
    public async Task Step_ThatFailsBeforeTheDelay_HasFailed()
    {
        var calls = 0;
        var error = Some.Failure();
        using var run = await Some.RunAsync(
            Of(async (_, _) =>
            {
                calls++;
                await Task.Yield();
                throw error;
            }),
            1);
        Assert.Same(error, run.Error);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Calls_WhenAllFail_GiveTheFailureOfTheFirst()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var calls = new List<TaskCompletionSource<int>>();
        var pipeline = Of((_, _) =>
        {
            calls.Add(new TaskCompletionSource<int>());
            return new ValueTask<int>(calls[^1].Task);
        });
        var running = executor.RunAsync(pipeline, 1, Some.Token);
        time.Advance(TimeSpan.FromSeconds(2));
        await Until(() => calls.Count == 2);
        calls[1].SetException(Some.Failure("second"));
        calls[0].SetException(Some.Failure("first"));
        using var run = await running;
        Assert.Equal("first", run.Error!.Message);
    }

    [Fact]
    public async Task Step_WhenTheRunIsCancelled_IsNotCalledAgain()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        using var source = new CancellationTokenSource();
        var call = new TaskCompletionSource<int>();
        var calls = 0;
        var pipeline = Of((_, _) =>
        {
            calls++;
            return new ValueTask<int>(call.Task);
        });
        var running = executor.RunAsync(pipeline, 1, source.Token);
        await source.CancelAsync();
        time.Advance(TimeSpan.FromSeconds(2));
        call.SetException(new OperationCanceledException());
        using var run = await running;
        Assert.Equal((RunStatus.Cancelled, 1), (run.Status, calls));
    }

    [Fact]
    public async Task Step_LeftBehindByItsTimeout_LeavesTheRunAlone()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var calls = new List<TaskCompletionSource<int>>();
        var pipeline = Pipeline.Create<int>("p")
            .Then(
                "slow",
                (int _, StepContext _) =>
                {
                    calls.Add(new TaskCompletionSource<int>());
                    return new ValueTask<int>(calls[^1].Task);
                },
                static step => step.AttemptTimeout(TimeSpan.FromSeconds(3)).AbandonAfter(TimeSpan.Zero).AddHedging(Soon))
            .Build();
        var running = executor.RunAsync(pipeline, 1, Some.Token);
        time.Advance(TimeSpan.FromSeconds(2));
        await Until(() => calls.Count == 2);
        time.Advance(TimeSpan.FromSeconds(2));
        using var run = await running;
        Assert.IsType<StepTimeoutException>(run.Error);
        calls.ForEach(static call => call.SetResult(1));
        Assert.Equal(RunStatus.Failed, run.Status);
    }

    [Fact]
    public void Hedging_TwiceAroundAStep_IsRefused()
    {
        var error = Assert.Throws<InvalidOperationException>(
            static () => Pipeline.Create<int>("p").Then("s", static (int x) => x, static step => step.AddHedging()).AddHedging().Build());
        Assert.Equal("Hedging stands twice around the step 'p/s', which would multiply its calls; add it once, with MaxCalls.", error.Message);
    }

    [Fact]
    public void Options_OutsideTheirRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new HedgingOptions { Delay = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new HedgingOptions { MaxCalls = 1 });
    }

    private static Pipeline<int, int> Of(Func<int, StepContext, ValueTask<int>> body) =>
        Pipeline.Create<int>("p").Then("slow", body, static step => step.AddHedging(Soon)).Build();

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            Some.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
