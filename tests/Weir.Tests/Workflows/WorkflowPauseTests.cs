using System.Text.Json.Serialization;

namespace Weir.Tests.Workflows;

public partial class WorkflowPauseTests
{
    internal static readonly DurabilityOptions Durability = new() { Json = WorkflowPauseJson.Default.Options, Version = "1" };

    internal sealed record Offer(string Item, decimal Price);

    [JsonSerializable(typeof(Offer))]
    [JsonSerializable(typeof((Offer, Offer)))]
    internal sealed partial class WorkflowPauseJson : JsonSerializerContext;

    [Fact]
    public async Task Run_WhereAStepPauses_RunsAllThatDoesNotNeedItAndEndsPaused()
    {
        var order = new OrderWorkflow();
        var store = new InMemoryRunStore();
        var observer = new RecordingObserver();
        await using var executor = new Executor(new ExecutorOptions { Store = store });
        using var run = await executor.RunAsync(order.Workflow, new RunOptions { Id = "o1", Progress = observer }, Some.Token);
        Assert.Equal(RunStatus.Paused, run.Status);
        Assert.Equal(["offer", "report"], order.Calls);
        Assert.Equal(("order/ask/approve", "Buy a lamp for 12?", "bool"), Assert.Single(run.Pauses) switch { var pause => (pause.Path, pause.Prompt, pause.AnswerType) });
        Assert.Equal(
            [("offer", StepStatus.Completed, null), ("report", StepStatus.Completed, null), ("approve", StepStatus.Paused, null), ("buy", StepStatus.Paused, "needs 'approve', which is paused"), ("thank", StepStatus.Paused, "needs 'buy', which waits because 'approve' is paused")],
            run.Steps.Select(static step => (step.Name, step.Status, step.Reason)));
        Assert.Equal([StepStatus.Completed, StepStatus.Paused], run.Stages.Select(static stage => stage.Status));
        Assert.Null(run.Error);
        Assert.Equal("The run 'order' is paused at 'order/ask/approve'; resume it with an answer.", Assert.Throws<InvalidOperationException>(run.ThrowIfFailed).Message);
        Assert.Equal("The step 'order/ask/buy' has no output: it waits: needs 'approve', which is paused.", Assert.Throws<InvalidOperationException>(() => run.OutputOf(order.Buy)).Message);

        // The observer hears of all; the journal has nothing of what has not started.
        Assert.Equal(5, observer.Events.OfType<StepEnded>().Count());
        var kept = await store.ReadAsync("o1", 0, Some.Token).OfType<StepEnded>().ToListAsync(Some.Token);
        Assert.Equal(["approve False", "offer True", "report True"], kept.Select(static one => $"{one.Result.Name} {one.IsKept}").Order());
    }

    [Theory]
    [InlineData(true, "bought a lamp, thanks")]
    [InlineData(false, "nothing, thanks")]
    public async Task Resume_WithAnAnswer_RunsWhatWaitedForItAndNothingTwice(bool answer, string thanks)
    {
        var order = new OrderWorkflow();
        await using var executor = new Executor();
        using var paused = await executor.RunAsync(order.Workflow, new RunOptions { Id = "o1" }, Some.Token);
        using var run = await executor.ResumeAsync(order.Workflow, "o1", [new PauseAnswer("order/ask/approve", answer)], cancellationToken: Some.Token);
        Assert.Equal((RunStatus.Completed, "o1", thanks), (run.Status, run.Id, run.OutputOf(order.Thank)));
        Assert.Equal(["offer", "report", "buy", "thank"], order.Calls);
        Assert.Equal(4, run.Attempts - 1);
        Assert.Empty(run.Pauses);
    }

    [Fact]
    public async Task Resume_FromAFileInAnotherExecutor_ReadsValuesAndAnswersAsText()
    {
        using var journal = new JournalFile();
        var first = new OrderWorkflow(Durability);
        await using (var store = await FileRunStore.OpenAsync(journal.Path, Some.Token))
        {
            await using var executor = new Executor(new ExecutorOptions { Store = store });
            using var paused = await executor.RunAsync(first.Workflow, new RunOptions { Id = "o1" }, Some.Token);
            Assert.Equal(RunStatus.Paused, paused.Status);
        }

        var second = new OrderWorkflow(Durability);
        await using var opened = await FileRunStore.OpenAsync(journal.Path, Some.Token);
        await using var other = new Executor(new ExecutorOptions { Store = opened });
        using var run = await other.ResumeAsync(second.Workflow, "o1", [PauseAnswer.FromJson("order/ask/approve", "true")], cancellationToken: Some.Token);
        Assert.Equal("bought a lamp, thanks", run.OutputOf(second.Thank));
        Assert.Equal(new Offer("lamp", 12), run.OutputOf(second.Offer));
        Assert.Equal(["buy", "thank"], second.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resume_OfSeveralPauses_TakesAnswersTogetherOrOneByOne(bool together)
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var asks = Enumerable.Range(0, 4).Select(i => stage.AddPause<int>($"ask{i}", $"{i}?")).ToArray();
        var sum = stage.AddStep("sum", asks, static (values, _) => new ValueTask<int>(values.Sum()));
        var one = stage.AddStep("one", asks[0], static (value, _) => new ValueTask<int>(10 * value));
        var workflow = builder.Build();
        await using var executor = new Executor();
        var run = await executor.RunAsync(workflow, new RunOptions { Id = "r" }, Some.Token);
        Assert.Equal(["w/s/ask0", "w/s/ask1", "w/s/ask2", "w/s/ask3"], run.Pauses.Select(static pause => pause.Path).Order());
        PauseAnswer[] answers = [.. run.Pauses.Select(static pause => new PauseAnswer(pause.Path, 1 << (pause.Path[^1] - '0')))];
        foreach (var some in answers.Chunk(together ? 4 : 1))
        {
            Assert.Equal(RunStatus.Paused, run.Status);
            run.Dispose();
            run = await executor.ResumeAsync(workflow, "r", some, cancellationToken: Some.Token);
        }

        using (run)
        {
            Assert.Equal((RunStatus.Completed, 15, 10), (run.Status, run.OutputOf(sum), run.OutputOf(one)));
        }
    }

    [Fact]
    public async Task Pause_InsideAPipelineThatIsAStep_PausesTheWorkflow()
    {
        var calls = 0;
        var pipeline = Pipeline.Create<int>("p")
            .Then("count", x => x + Interlocked.Increment(ref calls))
            .Pause<int, int>("ask", static x => $"{x}?", static (x, answer) => x * answer)
            .Then("next", static x => x + 1)
            .Build();
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var one = stage.AddStep("one", static _ => new ValueTask<int>(1));
        var two = stage.AddStep("two", one, pipeline);
        var last = stage.AddStep("last", two, static (x, _) => new ValueTask<string>($"{x}"));
        var workflow = builder.Build();
        await using var executor = new Executor();
        using var paused = await executor.RunAsync(workflow, new RunOptions { Id = "r" }, Some.Token);
        Assert.Equal(("w/s/two/ask", "2?"), Assert.Single(paused.Pauses) switch { var pause => (pause.Path, pause.Prompt) });
        Assert.Equal([StepStatus.Completed, StepStatus.Paused, StepStatus.Paused], paused.Steps.Select(static step => step.Status));
        using var run = await executor.ResumeAsync(workflow, "r", [new PauseAnswer("w/s/two/ask", 5)], cancellationToken: Some.Token);
        Assert.Equal(("11", 1), (run.OutputOf(last), calls));
    }

    [Fact]
    public async Task Resume_OfAPausedRunWithAFailedStep_EndsFailedWhenTheAnswerIsThere()
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var calls = 0;
        var broken = stage.AddStep<int>("broken", _ =>
        {
            calls++;
            throw Some.Failure();
        });
        var ask = stage.AddPause<int>("ask", "?");
        stage.AddStep("both", broken, ask, static (x, y, _) => new ValueTask<int>(x + y));
        var after = stage.AddStep("after", ask, static (x, _) => new ValueTask<int>(x + 1));
        var workflow = builder.Build();
        await using var executor = new Executor();
        using var paused = await executor.RunAsync(workflow, new RunOptions { Id = "r" }, Some.Token);
        Assert.Equal((RunStatus.Paused, "it broke"), (paused.Status, paused.Error?.Message));
        Assert.Equal([StepStatus.Failed, StepStatus.Paused, StepStatus.Skipped, StepStatus.Paused], paused.Steps.Select(static step => step.Status));
        using var run = await executor.ResumeAsync(workflow, "r", [new PauseAnswer("w/s/ask", 1)], cancellationToken: Some.Token);
        Assert.Equal([StepStatus.Failed, StepStatus.Completed, StepStatus.Skipped, StepStatus.Completed], run.Steps.Select(static step => step.Status));
        Assert.Equal((RunStatus.Failed, "it broke", 2, 1), (run.Status, run.Error?.Message, run.OutputOf(after), calls));
        var over = await Assert.ThrowsAsync<RunResumeException>(async () => await executor.ResumeAsync(workflow, "r", cancellationToken: Some.Token));
        Assert.Equal("The run 'r' has failed; there is nothing to resume.", over.Message);
    }

    [Fact]
    public async Task Run_WithFailFast_EndsFailedAlsoWhereAPauseIsOpen()
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s", maxParallel: 1);
        stage.AddPause<int>("ask", "?");
        stage.AddStep<int>("broken", static _ => throw Some.Failure());
        await using var executor = new Executor();
        using var run = await executor.RunAsync(builder.Build(), new RunOptions { FailFast = true }, Some.Token);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal([StepStatus.Paused, StepStatus.Failed], run.Steps.Select(static step => step.Status));
    }

    [Fact]
    public async Task Statistics_CountAPausedWorkflow()
    {
        var order = new OrderWorkflow();
        await using var executor = new Executor(new ExecutorOptions { CollectStatistics = true });
        using var paused = await executor.RunAsync(order.Workflow, new RunOptions { Id = "o1" }, Some.Token);
        using var run = await executor.ResumeAsync(order.Workflow, "o1", [new PauseAnswer("order/ask/approve", true)], cancellationToken: Some.Token);
        var figures = executor.GetStatistics().Metrics.Runs;
        Assert.Equal((2, 1, 1), (figures.Started, figures.Paused, figures.Completed));
    }

    /// <summary>A price is asked, then a person, then it is bought; a report does not wait for the person.</summary>
    internal sealed class OrderWorkflow
    {
        private readonly List<string> _calls = [];

        public OrderWorkflow(DurabilityOptions? durability = null, string report = "report")
        {
            var builder = Workflow.Create("order");
            var prepare = builder.AddStage("prepare");
            var ask = builder.AddStage("ask");
            Offer = prepare.AddStep("offer", Called("offer", static _ => new Offer("lamp", 12)));
            prepare.AddStep(report, Offer, (_, _) => Call(report, true), Offer);
            var approved = ask.AddPause<Offer, bool, Offer?>("approve", Offer, static offer => $"Buy a {offer.Item} for {offer.Price}?", static (offer, isApproved) => isApproved ? offer : null);
            Buy = ask.AddStep("buy", approved, (offer, _) => Call("buy", offer is null ? "nothing" : $"bought a {offer.Item}"));
            Thank = ask.AddStep("thank", Buy, (text, _) => Call("thank", $"{text}, thanks"));
            builder.AddDependency("approve", report);
            Workflow = (durability is null ? builder : builder.Durable(durability)).Build();
        }

        public Workflow Workflow { get; }

        public StepOutput<Offer> Offer { get; }

        public StepOutput<string> Buy { get; }

        public StepOutput<string> Thank { get; }

        public IReadOnlyList<string> Calls => _calls;

        private Func<StepContext, ValueTask<T>> Called<T>(string name, Func<StepContext, T> body) => context => Call(name, body(context));

        private ValueTask<T> Call<T>(string name, T value)
        {
            lock (_calls)
            {
                _calls.Add(name);
            }

            return new ValueTask<T>(value);
        }
    }
}
