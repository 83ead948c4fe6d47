using Weir.Layers.Hedging;

namespace Weir.Tests.Pipelines.Guards;

/// <summary>Pipelines that a time-out left behind while a step inside them went on.</summary>
public class LeftBehindTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _late = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Pipeline_LeftBehind_StartsNothingMoreAndChangesNoLaterRun(bool throws, bool isObserved)
    {
        var charged = 0;
        var inner = Pipeline.Create<int>("in")
            .Then("deaf", async (int n, StepContext context) =>
            {
                if (n == 1)
                {
                    await _gate.Task;
                    context.AddUsage(new Usage(777, 0, 7m));
                    _late.SetResult();
                    if (throws)
                    {
                        throw new InvalidOperationException("late");
                    }
                }

                return n;
            })
            .Then("charge", n => Interlocked.Increment(ref charged) * n)
            .Build();
        var pipeline = Pipeline.Create<int>("p").Then(inner, static step => step.Timeout(Soon).AbandonAfter(TimeSpan.Zero)).Build();
        var observer = new RecordingObserver();
        await using var executor = new Executor();
        using (var left = await executor.RunAsync(pipeline, 1, new RunOptions { Progress = isObserved ? observer : null }, Some.Token))
        {
            Assert.IsType<StepTimeoutException>(left.Error);
        }

        var events = observer.Events.Count;
        _gate.SetResult();
        await _late.Task;
        for (var i = 0; i < 200; i++)
        {
            using var run = await executor.RunAsync(pipeline, 2, Some.Token);
            Assert.Equal((RunStatus.Completed, 0, 0m), (run.Status, run.Usage.Tokens, run.Usage.Cost));
            await Task.Yield();
        }

        Assert.Equal(200, charged);
        Assert.Equal(events, observer.Events.Count);
    }

    [Fact]
    public async Task State_OfAPipelineLeftBehind_IsItsOwn()
    {
        var inner = Pipeline.Create<int>("in").WithState(static () => "own").Then("deaf", async (int n, StepContext context) =>
        {
            await _gate.Task;
            context.Update<string>(static text => text + "+late");
            _late.SetResult();
            return n;
        }).Build();
        var pipeline = Pipeline.Create<int>("p").WithState(static () => "start")
            .Then(inner, static step => step.Timeout(Soon).AbandonAfter(TimeSpan.Zero).FallBackTo(Step.From<int, int>("other", static n => n)))
            .Build();
        await using var executor = new Executor();
        using var run = await executor.RunAsync(pipeline, 1, Some.Token);
        _gate.SetResult();
        await _late.Task;
        Assert.Equal((RunStatus.Completed, "start"), (run.Status, run.State<string>()));
    }

    [Fact]
    public async Task AsyncLocals_OfAGuardedPipeline_StayInside()
    {
        var local = new AsyncLocal<string> { Value = "caller" };
        var inner = Pipeline.Create<int>("in").Then("set", n =>
        {
            local.Value = "inside";
            return n;
        }).Build();
        var pipeline = Pipeline.Create<int>("p").Then(inner, static step => step.Retry(2)).Then("read", _ => local.Value).Build();
        await using var executor = new Executor();
        Assert.Equal("caller", await executor.InvokeAsync(pipeline, 1, Some.Token));
    }

    [Fact]
    public async Task Hedging_AroundAGuardedPipeline_StaysAway()
    {
        var inner = Pipeline.Create<int>("in").Then("a", static n => n + 1).Build();
        var pipeline = Pipeline.Create<int>("p").AddHedging().Then(inner, static step => step.Retry(2)).Build();
        await using var executor = new Executor();
        Assert.Equal(2, await executor.InvokeAsync(pipeline, 1, Some.Token));
    }

    [Fact]
    public async Task Feedback_OfAnEarlierRun_IsNotSeen()
    {
        var pipeline = Pipeline.Create<int>("p").Then("s", static (int n, StepContext context) => n != 0
            ? new ValueTask<string?>(context.Feedback)
            : context.Attempt == 1 ? new ValueTask<string?>(context.Fail<string?>("of run one")) : throw new UnreadableException(), static step => step.Retry(3)).Build();
        await using var executor = new Executor();
        var hasFailed = false;
        try
        {
            await executor.InvokeAsync(pipeline, 0, Some.Token);
        }
        catch (UnreadableException)
        {
            // The helpers of the test framework read the message.
            hasFailed = true;
        }

        Assert.True(hasFailed);
        Assert.Null(await executor.InvokeAsync(pipeline, 1, Some.Token));
    }

    private sealed class UnreadableException : Exception
    {
        public override string Message => throw new InvalidOperationException("There is no message.");
    }
}
