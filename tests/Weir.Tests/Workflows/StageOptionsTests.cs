using Weir.Testing;

namespace Weir.Tests.Workflows;

public class StageOptionsTests
{
    private readonly WorkflowBuilder _builder = Workflow.Create("w");
    private readonly ManualTime _time = new();

    [Fact]
    public async Task IsBarrier_WaitsForTheWholeStageBeforeHoweverItsStepsEnd()
    {
        var order = new List<string>();
        var one = _builder.AddStage("one");
        var two = _builder.AddStage("two", new StageOptions { IsBarrier = true });
        var gate = new TaskCompletionSource();
        one.AddStep("slow", async _ =>
        {
            await gate.Task;
            lock (order)
            {
                order.Add("slow");
            }

            return 1;
        });
        one.AddStep<int>("failing", _ =>
        {
            gate.SetResult();
            throw Some.Failure();
        });
        two.AddStep("after", _ =>
        {
            lock (order)
            {
                order.Add("after");
            }

            return new ValueTask<int>(1);
        });
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Equal(["slow", "after"], order);
        Assert.Equal([StepStatus.Failed, StepStatus.Completed], run.Stages.Select(static s => s.Status));
    }

    [Fact]
    public void Build_WhenAStepOfABarrierStageIsNeededBefore_NamesTheCircle()
    {
        var one = _builder.AddStage("one");
        var two = _builder.AddStage("two", new StageOptions { IsBarrier = true });
        Add(one, "a");
        Add(two, "b");
        _builder.AddDependency("a", "b");
        Assert.Equal(
            "Circular dependency: a → b → the barrier before 'two' → a", Assert.Throws<InvalidOperationException>(_builder.Build).Message);
    }

    [Fact]
    public async Task Timeout_CancelsWhatRunsSkipsTheRestAndFailsTheStage()
    {
        var slow = _builder.AddStage("slow", new StageOptions { Timeout = TimeSpan.FromSeconds(5), MaxParallel = 1 });
        var other = _builder.AddStage("other");
        var a = slow.AddStep<int>("a", static async context =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return 1;
        });
        Add(slow, "b");
        other.AddStep("needs-a", a, static (x, _) => new ValueTask<int>(x));
        Add(other, "free");
        var sleepy = slow.AddStep<int>("never", static _ => throw Some.Failure());
        _builder.Configure(sleepy, static step => step.OnFailure(StepFailureAction.Continue));
        other.AddStep("all the same", [sleepy], (reads, _) => new ValueTask<StepStatus>(reads.StatusOf(sleepy)));
        await using var executor = new Executor(new ExecutorOptions { Time = _time });
        var running = executor.RunAsync(_builder.Build(), TestContext.Current.CancellationToken);
        await _time.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(5));
        using var run = await running;
        const string Late = "the stage 'slow' ran out of its time of 5 s";
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal(
            [$"Cancelled {Late}", $"Skipped {Late}", $"Skipped needs 'a', which was cancelled because {Late}", "Completed ", $"Skipped {Late}", "Completed "],
            run.Steps.Select(static s => $"{s.Status} {s.Reason}"));
        Assert.Equal([StepStatus.Failed, StepStatus.Skipped], run.Stages.Select(static s => s.Status));
        Assert.Equal(Late, Assert.IsType<StageTimeoutException>(Assert.Throws<RunFailedException>(run.ThrowIfFailed).InnerException).Message);
    }

    [Fact]
    public async Task FailFast_EndsTheStageAndNothingElse()
    {
        var fast = _builder.AddStage("fast", new StageOptions { FailFast = true });
        var other = _builder.AddStage("other");
        var started = new TaskCompletionSource();
        fast.AddStep<int>("waits", async context =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return 1;
        });
        var fails = fast.AddStep<int>("fails", async _ =>
        {
            await started.Task;
            throw Some.Failure();
        });
        fast.AddStep("after", fails, static (x, _) => new ValueTask<int>(x));
        Add(other, "free");
        using var run = await Some.RunAsync(_builder.Build());
        const string Stopped = "the stage 'fast' stopped after 'fails' failed";
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal([$"Cancelled {Stopped}", "Failed ", $"Skipped {Stopped}", "Completed "], run.Steps.Select(static s => $"{s.Status} {s.Reason}"));
    }

    [Fact]
    public async Task AllowPartialFailure_CompletesWhereAtLeastOneStepDid()
    {
        var stage = _builder.AddStage("s", new StageOptions { AllowPartialFailure = true });
        stage.AddStep<int>("fails", static _ => throw Some.Failure());
        using (var run = await Some.RunAsync(_builder.Build()))
        {
            Assert.Equal((RunStatus.Failed, StepStatus.Failed), (run.Status, run.Stages[0].Status));
        }

        Add(stage, "works");
        using (var run = await Some.RunAsync(_builder.Build()))
        {
            Assert.Equal((RunStatus.Completed, StepStatus.Completed), (run.Status, run.Stages[0].Status));
            Assert.Equal(StepStatus.Failed, run.Steps[0].Status);
            run.ThrowIfFailed();
        }

        await using var executor = new Executor();
        using (var run = await executor.RunAsync(_builder.Build(), new RunOptions { FailFast = true, MaxParallel = 1 }, TestContext.Current.CancellationToken))
        {
            Assert.Equal((RunStatus.Failed, StepStatus.Skipped), (run.Status, run.Steps[1].Status));
        }
    }

    [Fact]
    public async Task MaxParallel_OfOne_RunsTheStepsInTheOrderOfDeclaration()
    {
        var order = new List<string>();
        var stage = _builder.AddStage("s", maxParallel: 1);
        StepOutput<int> Note(string name, params ReadOnlySpan<StepOutput> needs) => stage.AddStep(
            name,
            _ =>
            {
                order.Add(name);
                return new ValueTask<int>(1);
            },
            needs);
        Note("a");
        var b = Note("b");
        var d = Note("d", b);
        Note("c");
        Note("e", d);
        Note("f");
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Equal(["a", "b", "d", "c", "e", "f"], order);
    }

    [Fact]
    public async Task Stage_OfRunOptions_RunsThatStageAlone()
    {
        var one = _builder.AddStage("one");
        var two = _builder.AddStage("two", new StageOptions { IsBarrier = true });
        var a = Add(one, "a");
        var b = Add(two, "b");
        var c = two.AddStep("c", b, static (x, _) => new ValueTask<int>(x + 1), a);
        using var run = await RunAsync("two");
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(2, run.OutputOf(c));
        Assert.Equal("only the stage 'two' runs", run.Steps[0].Reason);
        Assert.Equal([StepStatus.Skipped, StepStatus.Completed], run.Stages.Select(static s => s.Status));
        two.AddStep("d", a, static (x, _) => new ValueTask<int>(x));
        Assert.Equal(
            "The stage 'two' cannot run alone: its step 'd' reads 'a' of the stage 'one'; run the whole workflow.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync("two"))).Message);
        Assert.Equal("The workflow 'w' has no stage 'twoo'; did you mean 'two'?", (await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync("twoo"))).Message);
    }

    [Fact]
    public async Task MaxParallel_OfRunOptions_LimitsTheRun()
    {
        var stage = _builder.AddStage("s");
        var (inFlight, most) = (0, 0);
        for (var i = 0; i < 20; i++)
        {
            stage.AddStep($"step{i}", async _ =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inFlight));
                await Task.Yield();
                Interlocked.Decrement(ref inFlight);
                return 1;
            });
        }

        await using var executor = new Executor(new ExecutorOptions { MaxParallel = 8 });
        using var run = await executor.RunAsync(_builder.Build(), new RunOptions { MaxParallel = 1 }, TestContext.Current.CancellationToken);
        Assert.Equal((RunStatus.Completed, 1), (run.Status, most));
    }

    private static StepOutput<int> Add(StageBuilder stage, string name) => stage.AddStep(name, static _ => new ValueTask<int>(1));

    private async Task<Run> RunAsync(string stage)
    {
        await using var executor = new Executor();
        return await executor.RunAsync(_builder.Build(), new RunOptions { Stage = stage }, TestContext.Current.CancellationToken);
    }
}
