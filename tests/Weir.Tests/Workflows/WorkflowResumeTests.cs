using Weir.Tests.Execution.Journal;
using OrderWorkflow = Weir.Tests.Workflows.WorkflowPauseTests.OrderWorkflow;

namespace Weir.Tests.Workflows;

public class WorkflowResumeTests
{
    private static readonly PauseAnswer Yes = new("order/ask/approve", true);

    [Fact]
    public async Task Resume_WithWhatDoesNotFit_IsRefusedByOneSentenceAndChangesNothing()
    {
        var order = new OrderWorkflow();
        var store = new InMemoryRunStore();
        await using var executor = new Executor(new ExecutorOptions { Store = store });
        using var paused = await executor.RunAsync(order.Workflow, new RunOptions { Id = "o1" }, Some.Token);
        var events = await store.ReadAsync("o1", 0, Some.Token).CountAsync(Some.Token);
        (PauseAnswer[] Answers, string Message)[] wrong =
        [
            ([new(Yes.Path, "yes")], "The pause 'order/ask/approve' asks for a bool, and the answer is a string."),
            ([new(Yes.Path, null)], "The pause 'order/ask/approve' asks for a bool, and the answer is null."),
            ([PauseAnswer.FromJson(Yes.Path, "true")], "The answer to the pause 'order/ask/approve' is JSON, which only a durable workflow can read; give a value of the type bool."),
            ([new("order/ask/other", true)], "The run 'o1' is not paused at 'order/ask/other'; it waits at 'order/ask/approve'."),
            ([Yes, Yes], "The pause 'order/ask/approve' is answered twice."),
        ];
        foreach (var (answers, message) in wrong)
        {
            Assert.Equal(message, await RefusedAsync(executor, order.Workflow, "o1", answers));
        }

        Assert.Equal(events, await store.ReadAsync("o1", 0, Some.Token).CountAsync(Some.Token));
        using var run = await executor.ResumeAsync(order.Workflow, "o1", [Yes], cancellationToken: Some.Token);
        Assert.Equal("The run 'o1' has completed; there is nothing to resume.", await RefusedAsync(executor, order.Workflow, "o1", Yes));
        Assert.Equal("There is no run 'o2' in the store.", await RefusedAsync(executor, order.Workflow, "o2"));
    }

    [Fact]
    public async Task Resume_WithAnAnswerThatWasGivenBefore_IsRefused()
    {
        var order = new OrderWorkflow();
        var memory = new InMemoryRunStore();
        await using (var executor = new Executor(new ExecutorOptions { Store = memory }))
        {
            using var paused = await executor.RunAsync(order.Workflow, new RunOptions { Id = "o1" }, Some.Token);
        }

        // Resumed and answered, and the process is gone before a step ran.
        await using (var executor = new Executor(new ExecutorOptions { Store = new DyingStore(memory, 2) }))
        {
            using var broken = await executor.ResumeAsync(order.Workflow, "o1", [Yes], cancellationToken: Some.Token);
            Assert.Equal(RunStatus.Failed, broken.Status);
        }

        await using var last = new Executor(new ExecutorOptions { Store = memory });
        Assert.Equal("The pause 'order/ask/approve' of the run 'o1' has its answer already.", await RefusedAsync(last, order.Workflow, "o1", Yes));
        Assert.Equal("The run 'o1' is not paused at 'order/x'; it waits for no answer.", await RefusedAsync(last, order.Workflow, "o1", new PauseAnswer("order/x", 1)));
        using var run = await last.ResumeAsync(order.Workflow, "o1", cancellationToken: Some.Token);
        Assert.Equal("bought a lamp, thanks", run.OutputOf(order.Thank));
    }

    [Fact]
    public async Task Resume_WithAnotherDefinition_IsRefused()
    {
        var order = new OrderWorkflow(WorkflowPauseTests.Durability);
        await using var executor = new Executor();
        using var paused = await executor.RunAsync(order.Workflow, new RunOptions { Id = "o1" }, Some.Token);
        var other = new OrderWorkflow(WorkflowPauseTests.Durability, report: "note").Workflow;
        Assert.Equal(
            $"The run 'o1' began with another definition of 'order' (hash {order.Workflow.DefinitionHash}, this one has {other.DefinitionHash}); resume it with the workflow that it began with.",
            await RefusedAsync(executor, other, "o1"));
        var newer = new OrderWorkflow(WorkflowPauseTests.Durability with { Version = "2" }).Workflow;
        Assert.Equal(
            "The run 'o1' began with version '1' of 'order', and this is version '2'; resume it with the workflow that it began with.",
            await RefusedAsync(executor, newer, "o1"));
        Assert.Equal("The run 'o1' is one of 'order', not of 'w'.", await RefusedAsync(executor, Pausing("w"), "o1"));
    }

    [Fact]
    public async Task Resume_OfAPipelineAsAWorkflow_IsRefusedAndTheOtherWayRound()
    {
        var pipeline = Pipeline.Create<int>("w").Pause<int>("ask", static x => $"{x}?").Build();
        var workflow = Pausing("w");
        await using var executor = new Executor();
        using var first = await executor.RunAsync(pipeline, 1, new RunOptions { Id = "p" }, Some.Token);
        using var second = await executor.RunAsync(workflow, new RunOptions { Id = "w" }, Some.Token);
        Assert.Equal("The run 'p' is one of the pipeline 'w', and this is a workflow; resume it with the pipeline.", await RefusedAsync(executor, workflow, "p"));
        var error = await Assert.ThrowsAsync<RunResumeException>(async () => await executor.ResumeAsync(pipeline, "w", cancellationToken: Some.Token));
        Assert.Equal("The run 'w' is one of the workflow 'w', and this is a pipeline; resume it with the workflow.", error.Message);
    }

    [Fact]
    public async Task Run_WithAnIdThatIsTaken_IsRefused()
    {
        var gate = new TaskCompletionSource();
        var builder = Workflow.Create("w");
        builder.AddStage("s").AddStep("wait", async _ =>
        {
            await gate.Task;
            return 1;
        });
        var workflow = builder.Durable(new DurabilityOptions()).Build();
        await using var executor = new Executor(new ExecutorOptions { CollectStatistics = true });
        var running = executor.RunAsync(workflow, new RunOptions { Id = "r" }, Some.Token).AsTask();
        var busy = await Assert.ThrowsAsync<RunConflictException>(async () => await executor.ResumeAsync(workflow, "r", cancellationToken: Some.Token));
        Assert.Equal("The run 'r' is under way already.", busy.Message);
        gate.SetResult();
        using var run = await running;
        Assert.Equal(RunStatus.Completed, run.Status);
        var taken = await Assert.ThrowsAsync<RunConflictException>(async () => await executor.RunAsync(workflow, new RunOptions { Id = "r" }, Some.Token));
        Assert.Equal("There is a run with the id 'r' already; resume it, or give the new one another id.", taken.Message);
        Assert.Equal(1, executor.GetStatistics().Metrics.Runs.Started);
    }

    [Fact]
    public async Task Run_InAStoreOfText_NeedsADurableWorkflow()
    {
        using var journal = new JournalFile();
        await using var store = await FileRunStore.OpenAsync(journal.Path, Some.Token);
        await using var executor = new Executor(new ExecutorOptions { Store = store });
        var order = new OrderWorkflow();
        using var run = await executor.RunAsync(order.Workflow, new RunOptions { Id = "r" }, Some.Token);
        Assert.Equal((RunStatus.Failed, "The run 'r' has values that nobody said how to write; make its pipeline or workflow durable, or keep it in memory."), (run.Status, run.Error?.Message));
        Assert.Equal(["offer"], order.Calls);
    }

    [Fact]
    public void Build_OfADurableWorkflowWithATypeThatCannotBeWritten_NamesStepAndType()
    {
        var pipeline = Pipeline.Create<int>("p").Then("make", static x => new Version(x, 0)).Build();
        var builder = Workflow.Create("w").Durable(new DurabilityOptions());
        var stage = builder.AddStage("s");
        stage.AddStep("two", stage.AddStep("one", static _ => new ValueTask<int>(1)), pipeline);
        var error = Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.Equal(
            "The workflow 'w' is durable, but the type Version of the step 'w/s/two/make' cannot be written; add [JsonSerializable(typeof(Version))] to the context in DurabilityOptions.Json.",
            error.Message);
    }

    [Fact]
    public void DefinitionHash_IsThatOfTheStructure()
    {
        Assert.Equal(Hash(), Hash());
        Assert.Equal(Hash(), Hash(maxParallel: 2));
        string[] others = [Hash(name: "v"), Hash(stage: "t"), Hash(step: "c"), Hash(hasDependency: true), Hash(isPause: true)];
        Assert.Equal(6, others.Append(Hash()).Distinct().Count());
        Assert.Matches("^[0-9a-f]{64}$", Hash());
    }

    [Fact]
    public async Task Run_WhereTheJournalBreaks_StartsNothingMoreAndCanBeResumed()
    {
        var calls = new List<string>();
        var memory = new InMemoryRunStore();
        var workflow = Chain(calls, 6);
        await using (var executor = new Executor(new ExecutorOptions { Store = new DyingStore(memory, 3), MaxParallel = 1 }))
        {
            using var run = await executor.RunAsync(workflow, new RunOptions { Id = "r" }, Some.Token);
            Assert.Equal((RunStatus.Failed, "The process is gone."), (run.Status, run.Error?.Message));
            Assert.Equal(["n0", "n1", "n2"], calls);
            Assert.Equal([StepStatus.Completed, StepStatus.Completed, StepStatus.Failed, StepStatus.Skipped, StepStatus.Skipped, StepStatus.Skipped], run.Steps.Select(static step => step.Status));
        }

        await using var other = new Executor(new ExecutorOptions { Store = memory });
        using var resumed = await other.ResumeAsync(workflow, "r", cancellationToken: Some.Token);
        Assert.Equal(RunStatus.Completed, resumed.Status);
        Assert.Equal(["n0", "n1", "n2", "n2", "n3", "n4", "n5"], calls.Order());
    }

    [Fact]
    public async Task Run_WhoseEndCannotBeKept_HasFailed()
    {
        var workflow = Chain([], 2);
        await using var executor = new Executor(new ExecutorOptions { Store = new DyingStore(new InMemoryRunStore(), 3) });
        using var run = await executor.RunAsync(workflow, new RunOptions { Id = "r" }, Some.Token);
        Assert.Equal((RunStatus.Failed, "The process is gone."), (run.Status, run.Error?.Message));
        Assert.All(run.Steps, static step => Assert.Equal(StepStatus.Completed, step.Status));
        Assert.Equal("w", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
    }

    private static Workflow Chain(List<string> calls, int count)
    {
        var builder = Workflow.Create("w").Durable(new DurabilityOptions());
        var stage = builder.AddStage("s");
        for (var i = 0; i < count; i++)
        {
            // Each on its own: no step is skipped because another failed.
            var name = $"n{i}";
            stage.AddStep(name, _ =>
            {
                lock (calls)
                {
                    calls.Add(name);
                }

                return new ValueTask<int>(1);
            });
        }

        return builder.Build();
    }

    private static string Hash(string name = "w", string stage = "s", string step = "b", bool hasDependency = false, bool isPause = false, int? maxParallel = null)
    {
        var builder = Workflow.Create(name);
        var steps = builder.AddStage(stage, maxParallel);
        steps.AddStep("a", static _ => new ValueTask<int>(1));
        if (isPause)
        {
            steps.AddPause<int>(step, "?");
        }
        else
        {
            steps.AddStep(step, static _ => new ValueTask<int>(1));
        }

        if (hasDependency)
        {
            builder.AddDependency(step, "a");
        }

        return builder.Build().DefinitionHash;
    }

    private static Workflow Pausing(string name)
    {
        var builder = Workflow.Create(name);
        builder.AddStage("s").AddPause<int>("ask", "?");
        return builder.Build();
    }

    private static async Task<string> RefusedAsync(Executor executor, Workflow workflow, string runId, params PauseAnswer[] answers) =>
        (await Assert.ThrowsAsync<RunResumeException>(async () => await executor.ResumeAsync(workflow, runId, answers, cancellationToken: Some.Token))).Message;
}
