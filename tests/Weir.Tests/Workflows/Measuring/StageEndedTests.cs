using System.Buffers;
using System.Text;
using System.Text.Json;
using Weir.Testing;

namespace Weir.Tests.Workflows.Measuring;

public class StageEndedTests
{
    [Fact(Timeout = 60_000)]
    public async Task Run_WhenTheLastStepOfAStageEnded_TellsOnceWithCountsAndDuration()
    {
        var scheduler = new DeterministicScheduler(1);
        var observer = new RecordingObserver();
        var workflow = new TimedWorkflow(("a1", 10, []), ("a2", 30, []), ("b1", 5, ["a1"]), ("a3", 1, ["b1"])).Build(scheduler);
        using var run = await scheduler.RunAsync(workflow, new RunOptions { Progress = observer });
        var ends = observer.Events.OfType<StageEnded>().ToList();
        Assert.Equal(["b: 1 0 0 0, 5 ms", "a: 3 0 0 0, 30 ms"], ends.Select(Text));
        Assert.Equal(observer.Events.Count - 2L, ends[1].Sequence);
        Assert.All(ends, end => Assert.All(StepsOf(observer, end.Stage), step => Assert.True(step.Sequence < end.Sequence)));
    }

    [Fact]
    public async Task Run_WhereStepsDoNotComplete_CountsThemByWhatBecameOfThem()
    {
        var observer = new RecordingObserver();
        var builder = Workflow.Create("w");
        var first = builder.AddStage("first");
        var fails = first.AddStep<int>("fails", static _ => throw Some.Failure());
        first.AddStep("well", static _ => new ValueTask<int>(1));
        first.AddStep("skipped", fails, static (x, _) => new ValueTask<int>(x));
        builder.AddStage("second").AddStep("never", fails, static (x, _) => new ValueTask<int>(x));
        using var run = await Some.RunAsync(builder.Build(), new RunOptions { Progress = observer });
        Assert.Equal(
            ["first: 1 1 1 0", "second: 0 0 1 0"],
            observer.Events.OfType<StageEnded>().Select(static one => Text(one)[..Text(one).IndexOf(',', StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
        Assert.IsType<RunEnded>(observer.Events[^1]);
    }

    [Fact]
    public async Task Run_ThatIsCancelled_TellsOfEveryStage()
    {
        var observer = new RecordingObserver();
        using var cancel = new CancellationTokenSource();
        var builder = Workflow.Create("w");
        var waits = builder.AddStage("one").AddStep<int>("waits", async context =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            return 1;
        });
        builder.AddStage("two").AddStep("after", waits, static (x, _) => new ValueTask<int>(x));
        await using var executor = new Executor();
        using var run = await executor.RunAsync(builder.Build(), new RunOptions { Progress = observer }, cancel.Token);
        Assert.Equal(["one 1", "two 1"], observer.Events.OfType<StageEnded>().Select(static one => $"{one.Stage} {one.Cancelled}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_ThatPauses_TellsOfTheStageWhenItWasResumed()
    {
        var builder = Workflow.Create("w").Durable(new DurabilityOptions { Version = "1" });
        var stage = builder.AddStage("s");
        var ask = stage.AddPause<int>("ask", "How many?");
        stage.AddStep("use", ask, static (x, _) => new ValueTask<int>(x));
        builder.AddStage("other").AddStep("free", static _ => new ValueTask<int>(1));
        var workflow = builder.Build();
        await using var executor = new Executor();
        var (before, after) = (new RecordingObserver(), new RecordingObserver());
        using var paused = await executor.RunAsync(workflow, new RunOptions { Id = "r", Progress = before }, Some.Token);
        Assert.Equal(["other"], before.Events.OfType<StageEnded>().Select(static one => one.Stage));
        using var run = await executor.ResumeAsync(workflow, "r", [new PauseAnswer("w/s/ask", 3)], new RunOptions { Progress = after }, Some.Token);
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(["other 1", "s 2"], after.Events.OfType<StageEnded>().Select(static one => $"{one.Stage} {one.Completed}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Journal_OfARun_KeepsNoEndOfAStage()
    {
        var store = new InMemoryRunStore();
        var builder = Workflow.Create("w").Durable(new DurabilityOptions { Version = "1" });
        builder.AddStage("s").AddStep("a", static _ => new ValueTask<int>(1));
        await using var executor = new Executor(new ExecutorOptions { Store = store });
        var observer = new RecordingObserver();
        using var run = await executor.RunAsync(builder.Build(), new RunOptions { Id = "r", Progress = observer }, Some.Token);
        Assert.Single(observer.Events.OfType<StageEnded>());
        Assert.DoesNotContain(await store.ReadAsync("r", cancellationToken: Some.Token).ToListAsync(Some.Token), static one => one is StageEnded);
    }

    [Fact]
    public void Json_OfTheEnd_ReadsBackTheSame()
    {
        var end = new StageEnded("fetch", 3, 1, 2, 4, TimeSpan.FromMilliseconds(12.5)) { RunId = "r", Sequence = 7, Time = DateTimeOffset.UnixEpoch };
        var output = new ArrayBufferWriter<byte>();
        RunEventJson.Write(output, end);
        Assert.Equal(
            """{"v":1,"run":"r","seq":7,"at":"1970-01-01T00:00:00+00:00","type":"stageEnded","stage":"fetch","completed":3,"failed":1,"skipped":2,"cancelled":4,"ms":12.5}""",
            Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal(end, RunEventJson.Read(output.WrittenSpan));
        Assert.Throws<JsonException>(() => RunEventJson.Read("""{"v":1,"run":"r","seq":7,"at":"1970-01-01T00:00:00+00:00","type":"stageEnded","stage":"fetch"}"""u8));
    }

    private static IEnumerable<StepEnded> StepsOf(RecordingObserver observer, string stage) => observer.Events.OfType<StepEnded>().Where(one => one.Result.Stage == stage);

    private static string Text(StageEnded end) => $"{end.Stage}: {end.Completed} {end.Failed} {end.Skipped} {end.Cancelled}, {end.Duration.TotalMilliseconds} ms";
}
