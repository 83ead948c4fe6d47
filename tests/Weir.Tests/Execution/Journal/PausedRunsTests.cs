using System.Buffers;
using System.Text;
using System.Text.Json;
using Weir.Tests.Workflows;

namespace Weir.Tests.Execution.Journal;

public class PausedRunsTests
{
    [Fact]
    public async Task ListPaused_GivesRunsWithOpenPauses()
    {
        using var journal = new JournalFile();
        await using var store = await FileRunStore.OpenAsync(journal.Path, Some.Token);
        await using var executor = new Executor(new ExecutorOptions { Store = store });
        var order = new WorkflowPauseTests.OrderWorkflow(WorkflowPauseTests.Durability);
        var two = Two();
        foreach (var id in new[] { "o1", "o2", "o3" })
        {
            using var paused = await executor.RunAsync(order.Workflow, new RunOptions { Id = id }, Some.Token);
        }

        using var both = await executor.RunAsync(two, new RunOptions { Id = "t1" }, Some.Token);
        using var one = await executor.ResumeAsync(two, "t1", [PauseAnswer.FromJson("two/s/b", "2")], cancellationToken: Some.Token);
        using var ended = await executor.ResumeAsync(order.Workflow, "o2", [PauseAnswer.FromJson("order/ask/approve", "false")], cancellationToken: Some.Token);
        var listed = await store.ListPausedAsync(cancellationToken: Some.Token).ToListAsync(Some.Token);
        Assert.Equal(
            ["t1 two: two/s/a A? int", "o3 order: order/ask/approve Buy a lamp for 12? bool", "o1 order: order/ask/approve Buy a lamp for 12? bool"],
            listed.Select(static run => $"{run.Run.RunId} {run.Run.Name}: {string.Join(", ", run.Pauses.Select(static pause => $"{pause.Path} {pause.Prompt} {pause.AnswerType}"))}"));
        Assert.Equal(["t1"], (await store.ListPausedAsync("two", Some.Token).ToListAsync(Some.Token)).Select(static run => run.Run.RunId));
        Assert.Empty(await store.ReadPausesAsync("o2", Some.Token));
        Assert.Empty(await store.ReadPausesAsync("nothing", Some.Token));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("")]
    [InlineData("{\"a\":")]
    [InlineData("1 2")]
    public void FromJson_OfWhatIsNone_NamesThePath(string text)
    {
        var error = Assert.Throws<ArgumentException>(() => PauseAnswer.FromJson("order/approve", text));
        Assert.StartsWith("The answer to 'order/approve' is no JSON: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FromJson_OfAnotherType_IsRefusedWhenTheRunIsResumed()
    {
        await using var executor = new Executor();
        using var paused = await executor.RunAsync(Two(), new RunOptions { Id = "t1" }, Some.Token);
        var error = await Assert.ThrowsAsync<RunResumeException>(async () =>
            await executor.ResumeAsync(Two(), "t1", [PauseAnswer.FromJson("two/s/a", "\"one\"")], cancellationToken: Some.Token));
        Assert.StartsWith("The pause 'two/s/a' asks for a int, and the answer is none: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteLine_OfEveryEventOfARunThatIsNotDurable_GivesLinesAndLeavesOutWhatCannotBeWritten()
    {
        var pipeline = Pipeline.Create<int>("p")
            .Then("number", async (int x, StepContext context) =>
            {
                await context.EmitAsync("half");
                await context.EmitAsync(new Version(1, 2));
                return x + 1;
            })
            .Then("version", static x => new Version(x, 0))
            .Build();
        var observer = new RecordingObserver();
        using var run = await Some.RunAsync(pipeline, 1, new RunOptions { Progress = observer, Id = "r" });
        var output = new ArrayBufferWriter<byte>();
        foreach (var one in observer.Events)
        {
            RunEventJson.WriteLine(output, one);
        }

        var lines = Encoding.UTF8.GetString(output.WrittenSpan).Split('\n');
        Assert.Equal(observer.Events.Count, lines.Length - 1);
        Assert.Equal("", lines[^1]);
        var parsed = lines[..^1].Select(static line => JsonElement.Parse(line)).ToArray();
        Assert.Equal(
            ["runStarted", "stepStarted", "chunkEmitted \"half\"", "chunkEmitted", "stepEnded 2", "stepStarted", "stepEnded", "runEnded"],
            parsed.Select(static line => string.Join(' ', ((string?[])[line.GetProperty("type").GetString(), Raw(line, "chunk"), Raw(line, "output")]).Where(static text => text is not null))));
        Assert.Throws<NotSupportedException>(() => RunEventJson.Write(new ArrayBufferWriter<byte>(), observer.Events[^2]));
    }

    [Fact]
    public async Task WriteLine_OfEveryEventOfAWorkflow_IsReadBack()
    {
        var order = new WorkflowPauseTests.OrderWorkflow(WorkflowPauseTests.Durability);
        var observer = new RecordingObserver();
        await using var executor = new Executor();
        using var paused = await executor.RunAsync(order.Workflow, new RunOptions { Id = "o1", Progress = observer }, Some.Token);
        using var run = await executor.ResumeAsync(order.Workflow, "o1", [new("order/ask/approve", true)], new RunOptions { Progress = observer }, Some.Token);
        Assert.Contains(observer.Events, static one => one is AnswerGiven);
        foreach (var one in observer.Events)
        {
            var output = new ArrayBufferWriter<byte>();
            RunEventJson.WriteLine(output, one);
            var again = new ArrayBufferWriter<byte>();
            var read = RunEventJson.Read(output.WrittenSpan[..^1]);
            RunEventJson.WriteLine(again, read);
            Assert.Equal(Encoding.UTF8.GetString(output.WrittenSpan), Encoding.UTF8.GetString(again.WrittenSpan));
            Assert.Equal((one.GetType(), one.IsOutcome), (read.GetType(), read.IsOutcome));
            Assert.True(read is not RunStarted { IsWorkflow: false });
        }
    }

    private static string? Raw(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetRawText() : null;

    private static Workflow Two()
    {
        var builder = Workflow.Create("two").Durable(new DurabilityOptions());
        var stage = builder.AddStage("s");
        var a = stage.AddPause<int>("a", "A?");
        var b = stage.AddPause<int>("b", "B?");
        stage.AddStep("sum", a, b, static (x, y, _) => new ValueTask<int>(x + y));
        return builder.Build();
    }
}
