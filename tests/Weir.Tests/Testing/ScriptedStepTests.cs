namespace Weir.Tests.Testing;

public class ScriptedStepTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task RunAsync_GivesOneAnswerForEachCallAndKeepsTheCalls()
    {
        var step = new ScriptedStep<int, string>("fetch")
            .Throws(Some.Failure("503"))
            .Fails("too short")
            .Returns(static n => $"page {n}");
        using var run = await RunAsync(step, static one => one.Retry(3));
        run.ShouldGive("page 7").Step("fetch").ShouldHave(attempts: 3, feedback: "too short");
        Assert.Equal(
            [new(7, 1, "script/fetch", null), new(7, 2, "script/fetch", "503"), new(7, 3, "script/fetch", "too short")],
            step.Calls);
        Assert.Equal(0, step.AnswersLeft);
    }

    [Fact]
    public async Task RunAsync_BeyondTheScript_FailsThroughRetryAndFallBack()
    {
        var step = new ScriptedStep<int, string>("fetch").Throws(Some.Failure(), times: 3);
        using var run = await RunAsync(step, static one => one.Retry(5).FallBackTo(Step.From<int, string>("instead", static _ => "")));
        Assert.Equal("The step 'fetch' was called for the 4th time, but its script has 3 answers.", run.ShouldFail().Error!.Message);
        Assert.Equal(4, step.Calls.Count);
    }

    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(11, "11th")]
    [InlineData(22, "22nd")]
    [InlineData(112, "112th")]
    public void ScriptEnded_CountsAsPeopleDo(int call, string said) =>
        Assert.Contains($"for the {said} time", new ScriptEndedException("a", call, 0).Message, StringComparison.Ordinal);

    [Fact]
    public async Task AndSoOn_RepeatsTheLastAnswer()
    {
        var step = new ScriptedStep<int, string>().Returns("first").Returns("later").AndSoOn();
        using var first = await RunAsync(step);
        using var second = await RunAsync(step);
        using var third = await RunAsync(step);
        Assert.Equal(["first", "later", "later"], [first.Output, second.Output, third.Output]);
        Assert.Throws<InvalidOperationException>(() => new ScriptedStep<int, int>().AndSoOn());
    }

    [Fact]
    public async Task Waits_GoesByTheClockOfTheRun()
    {
        var step = new ScriptedStep<int, string>("slow").Waits(TimeSpan.FromHours(1)).Returns("done");
        var running = RunAsync(step);
        await _time.WaitForTimersAsync(1, Some.Token);
        Assert.True(_time.AdvanceToNextTimer());
        using var run = await running;
        run.ShouldGive("done").Step("slow").ShouldHave(duration: TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hangs_IsEndedByATimeOut(bool deaf)
    {
        var step = new ScriptedStep<int, string>("stuck").Hangs(deaf).Returns("done");
        var running = RunAsync(step, static one => one.Retry(2).AttemptTimeout(TimeSpan.FromSeconds(1)));
        await _time.WaitForTimersAsync(1, Some.Token);
        _time.AdvanceToNextTimer();
        using var run = await running;
        run.ShouldGive("done").Step("stuck").ShouldHave(attempts: 2, duration: TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Hangs_UntilCancelled_EndsWithTheRun()
    {
        using var stop = new CancellationTokenSource();
        var step = new ScriptedStep<int, string>("stuck").Hangs();
        await using var executor = new Executor();
        var running = executor.RunAsync(Pipeline(step, null), 7, stop.Token).AsTask();
        await stop.CancelAsync();
        using var run = await running;
        run.ShouldBeCancelled().Step("stuck").ShouldHave(StepStatus.Cancelled);
    }

    [Fact]
    public async Task RunAsync_FromManyThreads_GivesEachAnswerOnce()
    {
        var step = new ScriptedStep<int, int>("count").Returns(1, times: 500).Returns(2, times: 500);
        var pipeline = Weir.Pipeline.Create<int>("all")
            .Map("each", static count => Enumerable.Range(0, count).ToArray(), step, new() { MaxParallel = 8 }, static one => one.RunOnPool())
            .Build();
        using var run = await Some.RunAsync(pipeline, 1000);
        Assert.Equal(1500, run.ShouldSucceed().Output.Sum());
        Assert.Equal(Enumerable.Range(0, 1000), step.Calls.Select(static call => call.Input).Order());
    }

    [Fact]
    public void Script_WithWrongWords_Refuses()
    {
        var step = new ScriptedStep<int, int>();
        Assert.Equal("scripted", step.Name);
        Assert.Throws<ArgumentException>(static () => new ScriptedStep<int, int>("a/b"));
        Assert.Throws<ArgumentOutOfRangeException>(() => step.Returns(1, times: 0));
        Assert.Throws<ArgumentException>(() => step.Fails(" "));
        Assert.Throws<ArgumentOutOfRangeException>(() => step.Waits(TimeSpan.FromTicks(-1)));
    }

    private async Task<Run<string>> RunAsync(Step<int, string> step, Action<StepBuilder<int, string>>? configure = null)
    {
        await using var executor = new Executor(new ExecutorOptions { Time = _time });
        return await executor.RunAsync(Pipeline(step, configure), 7, Some.Token);
    }

    private static Pipeline<int, string> Pipeline(Step<int, string> step, Action<StepBuilder<int, string>>? configure) =>
        Weir.Pipeline.Create<int>("script").Then(step, configure).Build();
}
