namespace Weir.Tests.Workflows.Scheduling;

public class PlaceTests
{
    [Theory(Timeout = 60_000)]
    [InlineData(1, null)]
    [InlineData(4, 1)]
    public async Task Retry_WhileItWaits_GivesItsPlaceToOthers(int maxParallel, int? stageLimit)
    {
        var time = new ManualTime();
        var flaky = Pipeline.Create<int>("flaky")
            .Then(
                "call",
                (int x, StepContext context) => new ValueTask<int>(context.Attempt < 3 ? context.Fail<int>("busy") : x + context.Attempt),
                step => step.Retry(new RetryOptions { MaxAttempts = 3, Delay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(2) }))
            .Build();
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s", stageLimit);
        var start = stage.AddStep("start", _ => new ValueTask<int>(1));
        var first = stage.AddStep("first", start, flaky);

        // Only while the first one waits can these run, and only they move the clock.
        var others = Enumerable.Range(0, 3).Select(i => stage.AddStep($"other {i}", start, async (int x, StepContext context) =>
        {
            await Task.Yield();
            time.Advance(TimeSpan.FromHours(1));
            return x;
        })).ToArray();
        await using var executor = new Executor(new ExecutorOptions { MaxParallel = maxParallel, Time = time });
        using var run = await executor.RunAsync(builder.Build(), Some.Token);
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(4, run.OutputOf(first));
        Assert.Equal(3, run.Steps[1].Steps[0].Attempts);
    }
}
