namespace Weir.Tests.Execution;

public class InitialStateTests
{
    private const string Message = "The initial state of the pipeline 'p' threw InvalidOperationException: init";

    [Fact(Timeout = 30_000)]
    public async Task Run_WhenTheInitialStateThrows_FailsAndLeavesNothingBehind()
    {
        await using var executor = new Executor();
        var pipeline = Throwing("p");
        for (var i = 0; i < 3; i++)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            Assert.Equal((RunStatus.Failed, 0), (run.Status, run.Attempts));
            var error = Assert.IsType<StepPartException>(run.Error);
            Assert.Equal(("initial state", Message, "init"), (error.Part, error.Message, error.InnerException!.Message));
            var step = Assert.Single(run.Steps);
            Assert.Equal(("p/a", StepStatus.Skipped, Message), (step.Path, step.Status, step.Reason));
            Assert.Equal("p", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
            Assert.Throws<InvalidOperationException>(() => run.State<int>());
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Invoke_WhenTheInitialStateThrows_ThrowsItAndLeavesNothingBehind()
    {
        await using var executor = new Executor();
        var pipeline = Throwing("p");
        for (var i = 0; i < 3; i++)
        {
            var error = await Assert.ThrowsAsync<StepPartException>(async () => await executor.InvokeAsync(pipeline, 1, Some.Token));
            Assert.Equal(Message, error.Message);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Run_WhenTheInitialStateThrows_TellsTheObserver()
    {
        var observer = new RecordingObserver();
        using var run = await Some.RunAsync(Throwing("p"), 1, new RunOptions { Progress = observer });
        Assert.Equal(["RunStarted", "StepEnded", "RunEnded"], observer.Events.Select(static e => e.GetType().Name));
        Assert.Equal(StepStatus.Skipped, observer.Events.OfType<StepEnded>().Single().Result.Status);
    }

    [Fact(Timeout = 30_000)]
    public async Task Run_WhenTheInitialStateSignals_LetsItPass()
    {
        var signal = new ControlSignalException("enough");
        using var run = await Some.RunAsync(Pipeline.Create<int>("p").WithState<int>(() => throw signal).Then(Some.Step("a")).Build(), 1);
        Assert.Same(signal, run.Error);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_WhenTheStateOfAPipelineInsideThrows_FailsThatStep(bool isGuarded)
    {
        await using var executor = new Executor();
        var inner = Throwing("p");
        var pipeline = Pipeline.Create<int>("outer").Then("p", inner, isGuarded ? static how => how.Retry(2) : null).Then(Some.Step("after")).Build();
        for (var i = 0; i < 3; i++)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            Assert.Equal(Message.Replace("'p'", "'outer/p'", StringComparison.Ordinal), run.Error!.Message);
            Assert.Equal("outer/p", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
            Assert.Equal([StepStatus.Failed, StepStatus.Skipped], run.Steps.Select(static s => s.Status));
            Assert.Equal(StepStatus.Skipped, Assert.Single(run.Steps[0].Steps).Status);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Run_WhenTheStateOfABranchThrows_FailsThatBranch()
    {
        var options = new BranchOptions { OnFailure = FailurePolicy.Ignore };
        var pipeline = Pipeline.Create<int>("p").Parallel("all", [("bad", Throwing("p")), ("good", Some.Pipeline(Some.Step("a")))], options).Build();
        await using var executor = new Executor();
        for (var i = 0; i < 3; i++)
        {
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            Assert.Equal(["good"], run.Output.Keys);
            Assert.Equal(StepStatus.Failed, run.Steps[0].Steps[0].Status);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Run_WhenTheClockThrowsAtTheStart_IsCountedOut()
    {
        var executor = new Executor(new ExecutorOptions { Time = new BrokenClock() });
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await executor.RunAsync(Some.Pipeline(Some.Step("a")), 1, Some.Token));
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await executor.RunAsync(Some.Pipeline(Some.Step("a")), 1, new RunOptions { Progress = new RecordingObserver() }, Some.Token));
        await executor.DisposeAsync();
    }

    private static Pipeline<int, int> Throwing(string name) =>
        Pipeline.Create<int>(name).WithState<int>(static () => throw Some.Failure("init")).Then(Some.Step("a")).Build();

    private sealed class BrokenClock : TimeProvider
    {
        public override long GetTimestamp() => throw Some.Failure("no time");

        public override DateTimeOffset GetUtcNow() => throw Some.Failure("no time");
    }
}
