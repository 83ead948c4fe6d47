namespace Weir.Tests.Workflows;

public class WorkflowRunTests
{
    [Fact]
    public async Task Run_PassesTypedValuesOfEveryShape()
    {
        var builder = Workflow.Create("w");
        var make = builder.AddStage("make");
        var use = builder.AddStage("use");
        var number = make.AddStep("number", static _ => new ValueTask<int>(3));
        var text = make.AddStep("text", number, static async (x, _) =>
        {
            await Task.Yield();
            return new string('x', x);
        });
        var half = make.AddStep("half", number, Step.From<int, double>("any", static x => x / 2.0));
        var two = use.AddStep("two", number, text, static (x, s, _) => new ValueTask<string>($"{x}{s}"));
        var three = use.AddStep("three", number, text, half, static (x, s, h, _) => new ValueTask<(int, string, double)>((x, s, h)));
        var list = use.AddStep("list", new[] { text, two }, static (all, _) => new ValueTask<string>(string.Join('|', all)));
        var none = use.AddStep("none", Array.Empty<StepOutput<int>>(), static (all, _) => new ValueTask<int>(all.Count), list);
        using var run = await Some.RunAsync(builder.Build());
        run.ThrowIfFailed();
        Assert.Equal("3xxx", run.OutputOf(two));
        Assert.Equal((3, "xxx", 1.5), run.OutputOf(three));
        Assert.Equal("xxx|3xxx", run.OutputOf(list));
        Assert.True(run.TryGetOutput(none, out var count));
        Assert.Equal(0, count);
        Assert.Equal(["w/make/number", "w/make/text", "w/make/half", "w/use/two", "w/use/three", "w/use/list", "w/use/none"], run.Steps.Select(static s => s.Path));
        Assert.All(run.Stages, static s => Assert.Equal(StepStatus.Completed, s.Status));
        Assert.Equal([3, 4], run.Stages.Select(static s => s.Steps.Count));
    }

    [Fact]
    public async Task Run_WithAPipelineAsStep_NestsItsPaths()
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var a = stage.AddStep("a", static _ => new ValueTask<int>(1));
        string? path = null;
        var pipeline = Pipeline.Create<int>("p").Then(Some.Step("x")).Then("y", (int x, StepContext context) =>
        {
            path = context.Path;
            return new ValueTask<int>(x * 10);
        }).Build();
        var b = stage.AddStep("b", a, pipeline);
        using var run = await Some.RunAsync(builder.Build());
        Assert.Equal(20, run.OutputOf(b));
        Assert.Equal("w/s/b/y", path);
        Assert.Equal(["w/s/b/x", "w/s/b/y"], run.Steps[1].Steps.Select(static s => s.Path));
        Assert.All(run.Steps[1].Steps, static s => Assert.Equal("s", s.Stage));
    }

    [Fact]
    public async Task Run_WhenAStepFails_SkipsItsDependentsOnlyAndNamesTheCause()
    {
        var builder = Workflow.Create("w");
        var one = builder.AddStage("one");
        var two = builder.AddStage("two");
        var a = one.AddStep<int>("a", static _ => throw Some.Failure());
        var b = one.AddStep("b", a, static (x, _) => new ValueTask<int>(x));
        var c = two.AddStep("c", b, static (x, _) => new ValueTask<int>(x));
        var d = two.AddStep("d", static _ => new ValueTask<int>(4));
        var e = two.AddStep("e", c, d, static (x, y, _) => new ValueTask<int>(x + y));
        using var run = await Some.RunAsync(builder.Build());
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal(
            ["Failed ", "Skipped needs 'a', which failed", "Skipped needs 'b', which was skipped because 'a' failed", "Completed ", "Skipped needs 'c', which was skipped because 'a' failed"],
            run.Steps.Select(static s => $"{s.Status} {s.Reason}"));
        Assert.Equal([StepStatus.Failed, StepStatus.Skipped], run.Stages.Select(static s => s.Status));
        Assert.Equal(4, run.OutputOf(d));
        Assert.False(run.TryGetOutput(e, out _));
        Assert.Equal("The step 'w/one/a' has no output: it failed: it broke.", Assert.Throws<InvalidOperationException>(() => run.OutputOf(a)).Message);
        Assert.Equal("The step 'w/one/b' has no output: it was skipped: needs 'a', which failed.", Assert.Throws<InvalidOperationException>(() => run.OutputOf(b)).Message);
        Assert.Equal("w/one/a", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
    }

    [Fact]
    public async Task OutputOf_WithAHandleOfAnotherWorkflow_Refuses()
    {
        var builder = Workflow.Create("w");
        WorkflowBuilderTests.Add(builder.AddStage("s"), "a");
        var foreign = WorkflowBuilderTests.Add(Workflow.Create("other").AddStage("s"), "a");
        using var run = await Some.RunAsync(builder.Build());
        Assert.StartsWith("The step 'other/s/a' is no step of the run 'w'.", Assert.Throws<ArgumentException>(() => run.OutputOf(foreign)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => run.TryGetOutput(foreign, out _));
        var later = WorkflowBuilderTests.Add(builder.AddStage("t"), "b");
        Assert.Throws<ArgumentException>(() => run.OutputOf(later));
        using var pipeline = await Some.RunAsync(Some.Pipeline(Some.Step("a")), 1);
        Assert.Throws<ArgumentException>(() => pipeline.OutputOf(foreign));
    }

    [Fact]
    public async Task OutputOf_AStepThatGaveNull_IsNull()
    {
        var builder = Workflow.Create("w");
        var a = builder.AddStage("s").AddStep("a", static _ => new ValueTask<string?>((string?)null));
        using var run = await Some.RunAsync(builder.Build());
        Assert.Null(run.OutputOf(a));
        Assert.True(run.TryGetOutput(a, out _));
    }

    [Fact]
    public async Task OutputOf_AfterDispose_Refuses()
    {
        var builder = Workflow.Create("w");
        var a = WorkflowBuilderTests.Add(builder.AddStage("s"), "a");
        var run = await Some.RunAsync(builder.Build());
        run.Dispose();
        Assert.Throws<ObjectDisposedException>(() => run.OutputOf(a));
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_WithFailFast_CancelsWhatRunsAndStartsNothingNew()
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var running = new TaskCompletionSource();
        var slow = stage.AddStep("slow", async context =>
        {
            running.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            return 1;
        });
        stage.AddStep<int>("bad", async _ =>
        {
            await running.Task;
            throw Some.Failure();
        });
        stage.AddStep("after", slow, static (x, _) => new ValueTask<int>(x));
        using var run = await Some.RunAsync(builder.Build(), new RunOptions { FailFast = true }, maxParallel: 2);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal(
            ["Cancelled the run stopped after 'bad' failed", "Failed ", "Skipped the run stopped after 'bad' failed"],
            run.Steps.Select(static s => $"{s.Status} {s.Reason}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_WithFailFastAndACallbackThatThrows_EndsAllTheSame()
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var running = new TaskCompletionSource();
        stage.AddStep("slow", async context =>
        {
            var cancelled = new TaskCompletionSource();
            using var first = context.CancellationToken.Register(cancelled.SetResult);
            using var second = context.CancellationToken.Register(static () => throw Some.Failure("callback"));
            running.SetResult();
            await cancelled.Task;
            return 1;
        });
        stage.AddStep<int>("bad", async _ =>
        {
            await running.Task;
            throw Some.Failure();
        });
        using var run = await Some.RunAsync(builder.Build(), new RunOptions { FailFast = true });
        Assert.Equal([StepStatus.Completed, StepStatus.Failed], run.Steps.Select(static s => s.Status));
        Assert.Equal("it broke", run.Error?.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_WhenCancelled_CancelsWhatRunsAndWhatWaits()
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var running = new TaskCompletionSource();
        var slow = stage.AddStep("slow", async context =>
        {
            running.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            return 1;
        });
        stage.AddStep("after", slow, static (x, _) => new ValueTask<int>(x));
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
        await using var executor = new Executor();
        var run = executor.RunAsync(builder.Build(), source.Token);
        await running.Task;
        await source.CancelAsync();
        using var ended = await run;
        Assert.Equal(RunStatus.Cancelled, ended.Status);
        Assert.All(ended.Steps, static s => Assert.Equal((StepStatus.Cancelled, "the run was cancelled"), (s.Status, s.Reason)));
        Assert.Equal([1, 0], ended.Steps.Select(static s => s.Attempts));
        Assert.Throws<OperationCanceledException>(ended.ThrowIfFailed);
    }

    [Fact]
    public async Task Run_WhenCancelledBefore_StartsNothing()
    {
        var calls = 0;
        var builder = Workflow.Create("w");
        builder.AddStage("s").AddStep("a", _ => new ValueTask<int>(calls++));
        await using var executor = new Executor();
        using var run = await executor.RunAsync(builder.Build(), new CancellationToken(true));
        Assert.Equal((RunStatus.Cancelled, 0), (run.Status, calls));
    }

    [Fact]
    public async Task Run_OfStages_MeasuresEachFromItsFirstStartToItsLastEnd()
    {
        var time = new ManualTime();
        var builder = Workflow.Create("w");
        var (one, two) = (builder.AddStage("one"), builder.AddStage("two"));
        var a = one.AddStep("a", _ => Tick(1));
        var b = two.AddStep("b", a, (_, _) => Tick(2));
        one.AddStep("c", b, (_, _) => Tick(4));
        await using var executor = new Executor(new ExecutorOptions { Time = time });
        using var run = await executor.RunAsync(builder.Build(), Some.Token);
        Assert.Equal([7, 2], run.Stages.Select(static s => (int)s.Duration.TotalSeconds));
        Assert.Equal([1, 2, 4], run.Steps.Select(static s => (int)s.Duration.TotalSeconds).Order());

        ValueTask<int> Tick(int seconds)
        {
            time.Advance(TimeSpan.FromSeconds(seconds));
            return new(seconds);
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Run_WhenTheClockThrows_ThrowsToTheCaller(int goodReads)
    {
        var builder = Workflow.Create("w");
        WorkflowBuilderTests.Add(builder.AddStage("s"), "a");
        var executor = new Executor(new ExecutorOptions { Time = new BrokenTime(goodReads) });
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await executor.RunAsync(builder.Build(), Some.Token));
        await executor.DisposeAsync();
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_OfAnExceptionWhoseMessageThrows_IsAFailureLikeAnother(bool isObserved)
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        stage.AddStep<int>("a", static _ => throw new Unreadable());
        var other = stage.AddStep("b", static async context =>
        {
            await Task.Delay(5, context.CancellationToken);
            return 1;
        });
        var events = new RecordingObserver();
        using var run = await Some.RunAsync(builder.Build(), isObserved ? new RunOptions { Progress = events } : new RunOptions());
        Assert.Equal((RunStatus.Failed, StepStatus.Failed, 1), (run.Status, run.Steps[0].Status, run.OutputOf(other)));
    }

    private sealed class Unreadable : Exception
    {
        public override string Message => throw Some.Failure("no message");
    }

    private sealed class BrokenTime(int goodReads) : TimeProvider
    {
        private int _reads;

        public override long GetTimestamp() => Interlocked.Increment(ref _reads) <= goodReads ? 0 : throw Some.Failure("clock");
    }
}
