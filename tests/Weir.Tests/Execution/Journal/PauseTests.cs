using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Tests.Execution.Journal;

public partial class PauseTests
{
    private static readonly DurabilityOptions Durability = new() { Json = PauseJson.Default.Options, Version = "1" };

    internal sealed record Order(string Item, decimal Price);

    internal sealed record Decision(bool IsApproved, string By);

    [JsonSerializable(typeof(Order))]
    [JsonSerializable(typeof(Decision))]
    internal sealed partial class PauseJson : JsonSerializerContext;

    [Fact]
    public async Task Resume_WithAnAnswer_GoesOnWithoutRunningStepsAgain()
    {
        var calls = new List<string>();
        var pipeline = Asking(calls);
        var store = new InMemoryRunStore();
        await using var executor = new Executor(new ExecutorOptions { Store = store });
        using var paused = await executor.RunAsync(pipeline, "book", new RunOptions { Id = "o1" }, Some.Token);
        Assert.Equal(RunStatus.Paused, paused.Status);
        Assert.Equal(("order/approve", "Approve book for 12?", "Decision"), Assert.Single(paused.Pauses) switch { var pause => (pause.Path, pause.Prompt, pause.AnswerType) });
        Assert.Equal([StepStatus.Completed, StepStatus.Paused, StepStatus.Paused], paused.Steps.Select(static step => step.Status));
        Assert.Contains("paused at 'order/approve'", Assert.Throws<InvalidOperationException>(paused.ThrowIfFailed).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => paused.Output);
        using var run = await executor.ResumeAsync(pipeline, "o1", [new PauseAnswer("order/approve", new Decision(true, "ann"))], cancellationToken: Some.Token);
        Assert.Equal((RunStatus.Completed, "book for 12 by ann", "o1"), (run.Status, run.Output, run.Id));
        Assert.Equal(["price book", "ship ann"], calls);
        Assert.Equal(RunStatus.Completed, Assert.Single((await store.ListAsync(new RunFilter(), Some.Token)).Runs).Status);
    }

    [Fact]
    public async Task Resume_FromAFileInAnotherExecutor_ReadsTheAnswerAsText()
    {
        var path = Path.Combine(Path.GetTempPath(), $"weir-{Guid.NewGuid():n}.jsonl");
        try
        {
            var calls = new List<string>();
            await using (var store = await FileRunStore.OpenAsync(path, Some.Token))
            {
                await using var first = new Executor(new ExecutorOptions { Store = store });
                using var paused = await first.RunAsync(Asking(calls), "book", new RunOptions { Id = "o1" }, Some.Token);
                Assert.Equal(RunStatus.Paused, paused.Status);
            }

            await using var opened = await FileRunStore.OpenAsync(path, Some.Token);
            await using var executor = new Executor(new ExecutorOptions { Store = opened });
            using var answer = JsonDocument.Parse("""{"IsApproved": true, "By": "bob"}""");
            using var run = await executor.ResumeAsync(Asking(calls), "o1", [new PauseAnswer("order/approve", answer.RootElement)], cancellationToken: Some.Token);
            Assert.Equal("book for 12 by bob", run.Output);
            Assert.Equal(["price book", "ship bob"], calls);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Resume_WithWhatDoesNotFit_IsRefusedAndChangesNothing()
    {
        var pipeline = Asking([]);
        await using var executor = new Executor();
        using var paused = await executor.RunAsync(pipeline, "book", new RunOptions { Id = "o1" }, Some.Token);
        using var text = JsonDocument.Parse("\"yes\"");
        (PauseAnswer[] Answers, string Message)[] wrong =
        [
            ([new("order/approve", true)], "The pause 'order/approve' asks for a Decision, and the answer is a bool."),
            ([new("order/approve", text.RootElement)], "The pause 'order/approve' asks for a Decision, and the answer is none: "),
            ([new("order/other", true)], "The run 'o1' is not paused at 'order/other'; it waits at 'order/approve'."),
            ([new("order/approve", new Decision(true, "a")), new("order/approve", new Decision(true, "b"))], "The pause 'order/approve' is answered twice."),
        ];
        foreach (var (answers, message) in wrong)
        {
            var error = await Assert.ThrowsAsync<RunResumeException>(async () => await executor.ResumeAsync(pipeline, "o1", answers, cancellationToken: Some.Token));
            Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        }

        using var run = await executor.ResumeAsync(pipeline, "o1", [new PauseAnswer("order/approve", new Decision(true, "ann"))], cancellationToken: Some.Token);
        Assert.Equal(RunStatus.Completed, run.Status);
        var over = await Assert.ThrowsAsync<RunResumeException>(async () => await executor.ResumeAsync(pipeline, "o1", [], cancellationToken: Some.Token));
        Assert.Equal("The run 'o1' has completed; there is nothing to resume.", over.Message);
        var unknown = await Assert.ThrowsAsync<RunResumeException>(async () => await executor.ResumeAsync(pipeline, "o2", [], cancellationToken: Some.Token));
        Assert.Equal("There is no run 'o2' in the store.", unknown.Message);
    }

    [Fact]
    public async Task Resume_WithAnotherDefinition_IsRefusedWithBothHashes()
    {
        await using var executor = new Executor();
        using var paused = await executor.RunAsync(Asking([]), "book", new RunOptions { Id = "o1" }, Some.Token);
        var other = Pipeline.Create<string>("order").Pause<Decision>("approve", static x => x).Durable(Durability).Build();
        var error = await Assert.ThrowsAsync<RunResumeException>(async () => await executor.ResumeAsync(other, "o1", [], cancellationToken: Some.Token));
        Assert.Contains(Asking([]).Describe().DefinitionHash, error.Message, StringComparison.Ordinal);
        Assert.Contains(other.Describe().DefinitionHash, error.Message, StringComparison.Ordinal);
        var newer = Pipeline.Create<string>("order").Pause<Decision>("approve", static x => x).Durable(Durability with { Version = "2" }).Build();
        var version = await Assert.ThrowsAsync<RunResumeException>(async () => await executor.ResumeAsync(newer, "o1", [], cancellationToken: Some.Token));
        Assert.Contains("began with version '1' of 'order', and this is version '2'", version.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_WhileTheRunIsUnderWay_IsRefused()
    {
        var gate = new TaskCompletionSource();
        var pipeline = Pipeline.Create<int>("p").Then("wait", async (int x, StepContext _) =>
        {
            await gate.Task;
            return x;
        }).Durable(Durability).Build();
        await using var executor = new Executor();
        var running = executor.RunAsync(pipeline, 1, new RunOptions { Id = "r" }, Some.Token).AsTask();
        var error = await Assert.ThrowsAsync<RunConflictException>(async () => await executor.ResumeAsync(pipeline, "r", cancellationToken: Some.Token));
        Assert.Equal("The run 'r' is under way already.", error.Message);
        gate.SetResult();
        using var run = await running;
        Assert.Equal(RunStatus.Completed, run.Status);
        await Assert.ThrowsAsync<RunConflictException>(async () => await executor.RunAsync(pipeline, 1, new RunOptions { Id = "r" }, Some.Token));
    }

    [Fact]
    public async Task Pauses_InBranches_AreAnsweredOneByOneWhileOthersEnd()
    {
        var calls = 0;
        Pipeline<int, int> Branch(string name) => Pipeline.Create<int>(name).Pause<int, int>("ask", x => $"{name} {x}?", static (x, answer) => x + answer).Build();
        var pipeline = Pipeline.Create<int>("p").Parallel("both", [
            ("a", Branch("a")),
            ("b", Branch("b")),
            ("c", Pipeline.Create<int>("c").Then("work", async (int x, StepContext _) =>
            {
                await Task.Yield();
                return Interlocked.Increment(ref calls) + x;
            }).Build())]).Build();
        await using var executor = new Executor();
        using var first = await executor.RunAsync(pipeline, 10, new RunOptions { Id = "r" }, Some.Token);
        var waiting = first.Pauses.Select(static pause => pause.Path).ToList();
        var rounds = 0;
        Run<IReadOnlyDictionary<string, int>> run = first;
        while (run.Status == RunStatus.Paused)
        {
            Assert.True(++rounds <= 3);
            run = await executor.ResumeAsync(pipeline, "r", [new PauseAnswer(run.Pauses[0].Path, rounds)], cancellationToken: Some.Token);
        }

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal([11, 12, 11], run.Output.Values);
        Assert.Equal(1, calls);
        Assert.Equal("p/both/a/ask", waiting[0]);
    }

    [Fact]
    public async Task Invoke_OfAPipelineThatMayPause_IsRefused()
    {
        await using var executor = new Executor();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await executor.InvokeAsync(Asking([]), "x", Some.Token));
        Assert.Equal("The pipeline 'order' may pause; run it with RunAsync, whose run can be resumed.", error.Message);
    }

    [Fact]
    public void Build_OfADurablePipelineWithATypeThatCannotBeWritten_NamesStepAndType()
    {
        var error = Assert.Throws<InvalidOperationException>(() =>
            Pipeline.Create<int>("p").Then("make", static x => new Version(x, 0)).Durable(Durability).Build());
        Assert.Equal(
            "The pipeline 'p' is durable, but the type Version of the step 'p/make' cannot be written; add [JsonSerializable(typeof(Version))] to the context in DurabilityOptions.Json.",
            error.Message);
    }

    [Fact]
    public async Task Run_InAStoreOfText_NeedsADurablePipeline()
    {
        var path = Path.Combine(Path.GetTempPath(), $"weir-{Guid.NewGuid():n}.jsonl");
        try
        {
            await using var store = await FileRunStore.OpenAsync(path, Some.Token);
            await using var executor = new Executor(new ExecutorOptions { Store = store });
            var pipeline = Pipeline.Create<int>("p").Pause<int>("ask", static x => $"{x}").Build();
            var error = await Assert.ThrowsAsync<NotSupportedException>(async () => await executor.RunAsync(pipeline, 1, new RunOptions { Id = "r" }, Some.Token));
            Assert.Equal("The run 'r' has values that nobody said how to write; make its pipeline or workflow durable, or keep it in memory.", error.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Build_OfADurableMapWithState_IsRefused()
    {
        var builder = Pipeline.Create<string>("p").WithState(static () => 0).Map("each", static x => x.Select(static c => (int)c).ToArray(), Step.From<int, int>("one", static x => x));
        var error = Assert.Throws<InvalidOperationException>(() => builder.Durable(new DurabilityOptions()).Build());
        Assert.StartsWith("The pipeline 'p' is durable, and its step 'p/each' merges states by making their changes again;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_OfADurablePipeline_KeepsItsRunToo()
    {
        var store = new InMemoryRunStore();
        await using var executor = new Executor(new ExecutorOptions { Store = store });
        var pipeline = Pipeline.Create<int>("p").Then("fail", static x => x < 0 ? throw new ArgumentException("negative") : x).Durable(new DurabilityOptions()).Build();
        Assert.Equal(3, await executor.InvokeAsync(pipeline, 3, Some.Token));
        Assert.Equal("negative", (await Assert.ThrowsAsync<ArgumentException>(async () => await executor.InvokeAsync(pipeline, -3, Some.Token))).Message);
        Assert.Equal([RunStatus.Failed, RunStatus.Completed], (await store.ListAsync(new RunFilter(), Some.Token)).Runs.Select(static run => run.Status));
    }

    private static Pipeline<string, string> Asking(List<string> calls) => Pipeline.Create<string>("order")
        .Then("price", item =>
        {
            calls.Add($"price {item}");
            return new Order(item, 12);
        })
        .Pause<Decision, (Order, Decision)>("approve", static order => $"Approve {order.Item} for {order.Price}?", static (order, decision) => (order, decision))
        .Then("ship", asked =>
        {
            calls.Add($"ship {asked.Item2.By}");
            return $"{asked.Item1.Item} for {asked.Item1.Price} by {asked.Item2.By}";
        })
        .Durable(Durability)
        .Build();
}
