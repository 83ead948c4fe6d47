namespace Weir.Tests.Pipelines.Guards;

public class AbandonTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<bool> Doors => [true, false];

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    [InlineData(false, false, true)]
    public async Task Run_OfAStepThatDoesNotListen_GoesOnWithoutIt(bool isRecorded, bool reads, bool throwsLate)
    {
        var time = new ManualTime();
        var held = new TaskCompletionSource();
        var left = new TaskCompletionSource<StepContext>();
        List<string> refused = [];
        var step = Step.From<int, int>("a", async (x, context) =>
        {
            if (context.Attempt == 2)
            {
                return 7;
            }

            if (reads)
            {
                Assert.True(context.CancellationToken.CanBeCanceled);
            }

            await held.Task;
            refused.AddRange(Refusals(context));
            left.SetResult(context);
            return throwsLate ? throw Some.Failure("late") : x;
        });
        var run = Outcome.OfAsync(Door(isRecorded), step, static how => how.Retry(2).AttemptTimeout(2 * Second).AbandonAfter(3 * Second), time);
        time.Advance(2 * Second);
        Assert.Equal(reads ? 1 : 0, time.Timers);
        time.Advance(3 * Second);
        var outcome = await run;
        Assert.Equal((RunStatus.Completed, 7), (outcome.Status, outcome.Output));
        outcome.WhereRecorded(s => Assert.Equal(2, s.Attempts));
        held.SetResult();
        await left.Task;
        Assert.Equal(11, refused.Count);
        Assert.All(refused, static message => Assert.Contains("The context of the step 'p/a' was used after the step had ended", message, StringComparison.Ordinal));
        outcome.WhereRecorded(s => Assert.Equal(default, s.Usage));
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_WhenTheTimeIsOverBeforeTheStepWaits_GoesOnWithoutIt()
    {
        var time = new ManualTime();
        var never = new TaskCompletionSource<int>();
        var pipeline = Pipeline.Create<int>("p")
            .Then(
                "a",
                (int _, StepContext context) =>
                {
                    Assert.False(context.CancellationToken.IsCancellationRequested);
                    time.Advance(2 * Second);
                    return new ValueTask<int>(never.Task);
                },
                static step => step.Timeout(Second).AbandonAfter(TimeSpan.Zero))
            .Build();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        using var run = await executor.RunAsync(pipeline, 1, Some.Token);
        Assert.IsType<StepTimeoutException>(run.Error);
    }

    [Fact]
    public async Task Run_OfANestedStepThatDoesNotListen_NamesItWithItsWholePath()
    {
        var time = new ManualTime();
        StepContext? left = null;
        var inner = Pipeline.Create<int>("inner").Then("a", (int _, StepContext context) =>
        {
            left = context;
            return new ValueTask<int>(new TaskCompletionSource<int>().Task);
        }, static how => how.Timeout(2 * Second).FallBackTo(Some.Step("b"))).Build();
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        var run = executor.RunAsync(Pipeline.Create<int>("outer").Then(inner).Then(Some.Step("c")).Build(), 1, Some.Token).AsTask();
        time.Advance(2 * Second);
        using var ended = await run;
        Assert.Equal((3, 3), (ended.Output, ended.Attempts));
        Assert.All(Refusals(left!), static message => Assert.Contains("'outer/inner/a'", message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_WithoutGrace_LeavesAStepBehindThatReadItsToken()
    {
        var time = new ManualTime();
        var held = new TaskCompletionSource<int>();
        var step = Step.From<int, int>("a", (_, context) => context.CancellationToken.CanBeCanceled ? new ValueTask<int>(held.Task) : default);
        var run = Outcome.OfAsync(Door(true), step, static how => how.Timeout(2 * Second).AbandonAfter(TimeSpan.Zero), time);
        time.Advance(2 * Second);
        Assert.IsType<StepTimeoutException>((await run).Error);
        Assert.Equal(0, time.Timers);
    }

    [Theory]
    [InlineData("input processor")]
    [InlineData("output processor")]
    [InlineData("validator")]
    [InlineData("plugin")]
    public async Task Run_WhenAPartDoesNotListen_GoesOnWithoutIt(string part)
    {
        var time = new ManualTime();
        var held = new TaskCompletionSource<int>();
        var asked = 0;
        var run = Outcome.OfAsync(Door(true), new ScriptedStep("a", Door(true), static (x, _) => x), how => Add(how).Timeout(2 * Second).Validate("last", _ =>
        {
            asked++;
            return null;
        }).FallBackTo(Some.Step("b")), time);
        time.Advance(2 * Second);
        var outcome = await run;
        Assert.Equal((RunStatus.Completed, "b"), (outcome.Status, outcome.Step!.FellBackTo));
        var before = asked;
        held.SetResult(1);
        Assert.Equal(before, asked);

        StepBuilder<int, int> Add(StepBuilder<int, int> how) => part switch
        {
            "input processor" => how.ProcessInput("x", async (_, _) => await held.Task),
            "output processor" => how.ProcessOutput("x", async (_, _) => await held.Task),
            "validator" => how.Validate("x", async (_, _) => (await held.Task).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            _ => how.AddPlugin(new WaitingPlugin(held.Task)),
        };
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Run_WhenCancelledInAStepThatDoesNotListen_EndsAtItsTimeOut(bool isRecorded)
    {
        var time = new ManualTime();
        using var source = new CancellationTokenSource();
        var held = new TaskCompletionSource<int>();
        var calls = 0;
        var step = Step.From<int, int>("a", (_, _) =>
        {
            calls++;
            return new ValueTask<int>(held.Task);
        });
        var run = Outcome.OfAsync(Door(isRecorded), step, static how => how.Retry(3).Timeout(2 * Second), time, source.Token);
        time.Advance(Second);
        await source.CancelAsync();
        Assert.False(run.IsCompleted);
        time.Advance(Second);
        Assert.Equal(RunStatus.Cancelled, (await run).Status);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Dispose_WhileATimedStepDoesNotListen_EndsAtItsTimeOut()
    {
        var time = new ManualTime();
        var executor = new Executor(new ExecutorOptions { Time = time });
        var held = new TaskCompletionSource<int>();
        var step = Step.From<int, int>("a", (_, _) => new ValueTask<int>(held.Task));
        var run = Outcome.OfAsync(Door(true), executor, step, static how => how.Timeout(2 * Second));
        var disposal = executor.DisposeAsync().AsTask();
        await time.WaitForTimersAsync(1, Some.Token);
        Assert.False(run.IsCompleted);
        while (!run.IsCompleted)
        {
            time.Advance(Second);
            await Task.Yield();
        }

        await disposal;
        Assert.Equal(RunStatus.Cancelled, (await run).Status);
        held.SetException(Some.Failure());
    }

    [Fact]
    public async Task Run_WithATokenThatLives_HoldsNothingOfWhatItLeftBehind()
    {
        using var source = new CancellationTokenSource();
        await using var executor = new Executor();
        var (token, run) = await LeaveBehindAsync(executor, source.Token);
        Assert.Equal(RunStatus.Failed, run);
        for (var i = 0; i < 10 && token.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(token.IsAlive);
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Doors))]
    public async Task Run_WhenCompletionAndTimeOutMeet_CountsEachCallOnce(bool isRecorded)
    {
        await Task.Yield();
        var time = new ManualTime();
        var calls = 0;
        var completed = 0;
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        TaskCompletionSource<int> held = new();
        var step = Step.From<int, int>("a", (_, context) =>
        {
            Interlocked.Increment(ref calls);
            Assert.True(calls % 2 == 1 || context.CancellationToken.CanBeCanceled);
            return new ValueTask<int>(Volatile.Read(ref held).Task);
        });
        var pipeline = Pipeline.Create<int>("p")
            .Then(step, static how => how.AttemptTimeout(Second).AbandonAfter(TimeSpan.FromTicks(1)))
            .Then(Some.Step("b"))
            .Build();
        const int Runs = 3_000;
        for (var i = 0; i < Runs; i++)
        {
            held = new TaskCompletionSource<int>(i % 3 == 0 ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
            var run = RunAsync();
            var other = Task.Run(() => time.Advance(Second), Some.Token);
            _ = i % 5 == 0 ? held.TrySetException(Some.Failure()) : held.TrySetResult(i);
            await other;
            time.Advance(Second);
            completed += await run ? 1 : 0;
        }

        Assert.Equal(Runs, calls);
        Assert.InRange(completed, 0, Runs);

        async Task<bool> RunAsync()
        {
            try
            {
                if (!isRecorded)
                {
                    return await executor.InvokeAsync(pipeline, 1, Some.Token) >= 0;
                }

                using var run = await executor.RunAsync(pipeline, 1, Some.Token);
                Assert.Equal(1, run.Steps[0].Attempts);
                run.ThrowIfFailed();
                return true;
            }
            catch (Exception error) when (error is StepTimeoutException or InvalidOperationException or RunFailedException)
            {
                return false;
            }
        }
    }

    private static Way Door(bool isRecorded) => new(false, isRecorded);

    private static IEnumerable<string> Refusals(StepContext context)
    {
        Action[] uses =
        [
            () => _ = context.CancellationToken, () => _ = context.StepName, () => _ = context.Path, () => _ = context.Attempt,
            () => _ = context.Feedback, () => _ = context.RunId, () => _ = context.Time, () => context.Fail<int>("late"),
            () => context.AddUsage(new Usage(1, 1, 1)), () => context.State<int>(), () => context.Update<int>(static x => x),
        ];
        return uses.Select(static use => Assert.Throws<ObjectDisposedException>(use).Message);
    }

    private static async Task<(WeakReference Token, RunStatus Status)> LeaveBehindAsync(Executor executor, CancellationToken cancellationToken)
    {
        WeakReference token = new(null);
        var step = Step.From<int, int>("a", (_, context) =>
        {
            var held = new object();
            token.Target = held;
            context.CancellationToken.UnsafeRegister(static _ => { }, held);
            return new ValueTask<int>(new TaskCompletionSource<int>().Task);
        });
        var pipeline = Pipeline.Create<int>("p")
            .Then(step, static how => how.Timeout(TimeSpan.FromMilliseconds(1)).AbandonAfter(TimeSpan.Zero))
            .Build();
        using var run = await executor.RunAsync(pipeline, 1, cancellationToken);
        return (token, run.Status);
    }

    private sealed class WaitingPlugin(Task<int> held) : StepPlugin<int, int>
    {
        public override async ValueTask<PluginVerdict<int, int>> ReviewAsync(int output, StepContext context) =>
            PluginVerdict<int, int>.Replace(await held);
    }
}
