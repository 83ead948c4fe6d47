using Weir.Tests.Layers;

namespace Weir.Tests.Pipelines;

public class LayerTests
{
    [Fact]
    public async Task Layers_AreOrderedByScope_ThenByAdding()
    {
        var seen = new List<string>();
        var pipeline = Pipeline.Create<int>("p")
            .AddLayer(new Spy(LayerScope.Attempt, "attempt 1", seen))
            .AddLayer(new Spy(LayerScope.Step, "step 1", seen))
            .Then("s", static (int x) => x, step => step
                .AddLayer(new Spy(LayerScope.Attempt, "attempt of s", seen)).AddLayer(new Spy(LayerScope.Step, "step of s", seen)).Retry(2))
            .AddLayer(new Spy(LayerScope.Run, "run 1", seen))
            .AddLayer(new Spy(LayerScope.Run, "run 2", seen))
            .AddLayer(new Spy(LayerScope.Step, "step 2", seen))
            .Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal(
            [
                "run 1 p Pipeline", "run 2 p Pipeline", "step 1 p/s Step", "step 2 p/s Step", "step of s p/s Step",
                "attempt 1 p/s Step", "attempt of s p/s Step",
            ],
            seen);
    }

    [Fact]
    public async Task Layers_AroundAFallBackAndAComposite_KnowThem()
    {
        var seen = new List<string>();
        var inner = Pipeline.Create<int>("inner").Then("deep", static (int x) => x).Build();
        var pipeline = Pipeline.Create<int>("p")
            .Then(Some.FailingStep("s"), static step => step.FallBackTo(Some.Step("spare")))
            .Then(inner)
            .AddLayer(new Spy(LayerScope.Attempt, "a", seen))
            .AddLayer(new Spy(LayerScope.Step, "b", seen))
            .Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal(["b p/s Step", "a p/s Step", "a p/s FallBack", "b p/inner Composite"], seen);
    }

    [Fact]
    public async Task Layer_ThatGivesWhatItGot_IsNotThere()
    {
        var pipeline = Pipeline.Create<int>("p").Then("s", static (int x) => x).AddLayer(new Absent(LayerScope.Step))
            .AddLayer(new Absent(LayerScope.Run)).AddLayer(new Absent(LayerScope.Attempt)).Build();
        Assert.False(pipeline.Plan.IsShell);
        Assert.IsNotType<LayeredNode<int, int>>(pipeline.Plan.Nodes[0], exactMatch: false);
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal(1, run.Output);
    }

    [Theory]
    [InlineData(LayerScope.Run)]
    [InlineData(LayerScope.Step)]
    [InlineData(LayerScope.Attempt)]
    public async Task Layer_ThatFailsByValue_FailsTheStep(LayerScope scope)
    {
        var calls = 0;
        var pipeline = Pipeline.Create<int>("p").Then("s", x => x + calls++).Then("t", static (int x) => x)
            .AddLayer(new Answer(scope, StepOutcome<int>.Failed("not today"))).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal((RunStatus.Failed, "not today", 0), (run.Status, run.Error!.Message, calls));
        Assert.Equal(scope == LayerScope.Run ? "p" : "p/s", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
        Assert.Equal(scope == LayerScope.Run ? StepStatus.Skipped : StepStatus.Failed, run.Steps[0].Status);
        Assert.Equal(scope == LayerScope.Attempt ? 1 : 0, run.Steps[0].Attempts);
        Assert.Equal(StepStatus.Skipped, run.Steps[1].Status);
    }

    [Theory]
    [InlineData(LayerScope.Run, 7)]
    [InlineData(LayerScope.Step, 7)]
    [InlineData(LayerScope.Attempt, 7)]
    public async Task Layer_ThatAnswers_StandsInForTheStep(LayerScope scope, int expected)
    {
        var pipeline = Pipeline.Create<int>("p").Then("s", static (int x) => x).AddLayer(new Answer(scope, StepOutcome<int>.From(7))).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal((RunStatus.Completed, expected), (run.Status, run.Output));
        Assert.Equal(scope == LayerScope.Attempt ? 1 : 0, run.Attempts);
        Assert.Equal(scope == LayerScope.Run ? StepStatus.Skipped : StepStatus.Completed, run.Steps[0].Status);
    }

    [Theory]
    [InlineData(LayerScope.Run)]
    [InlineData(LayerScope.Step)]
    [InlineData(LayerScope.Attempt)]
    public async Task Layer_ThatThrows_FailsTheStep(LayerScope scope)
    {
        var error = Some.Failure();
        var pipeline = Pipeline.Create<int>("p").Then("s", static (int x) => x).AddLayer(new Thrower(scope, error)).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Same(error, run.Error);
    }

    [Fact]
    public async Task Run_WhenItsLayerRefuses_TellsOfEveryStep()
    {
        var seen = new List<string>();
        var pipeline = Pipeline.Create<int>("p").Then("s", static (int x) => x).Then("t", static (int x) => x)
            .AddLayer(new Answer(LayerScope.Run, StepOutcome<int>.Failed("no"))).Build();
        await using var executor = new Executor();
        using var run = await executor.RunAsync(pipeline, 1, new RunOptions { Progress = new Listener(seen) }, Some.Token);
        Assert.Equal(["p/s Skipped no", "p/t Skipped no"], seen);
    }

    [Fact]
    public void AddLayer_OfARunToAStep_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(
            static () => Pipeline.Create<int>("p").Then("s", static (int x) => x, static step => step.AddLayer(new PassLayer(LayerScope.Run))));
        Assert.StartsWith("The layer 'pass Run' stands around runs; add it to the pipeline, not to the step 's'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddLayer_OfAStepToAFallBack_IsRefused()
    {
        var error = Assert.Throws<InvalidOperationException>(static () => Pipeline.Create<int>("p")
            .Then(Some.Step("s"), static step => step.FallBackTo(Some.Step("spare"), static spare => spare.AddLayer(new PassLayer(LayerScope.Step)))));
        Assert.Equal("The layer 'pass Step' stands around a step, of which the fall-back 'spare' is a part; add it to the step 's'.", error.Message);
    }

    [Fact]
    public void Build_WhenALayerGivesNothing_SaysWhich()
    {
        var error = Assert.Throws<InvalidOperationException>(
            static () => Pipeline.Create<int>("p").Then(Some.Step("s")).AddLayer(new Nothing()).Build());
        Assert.Equal("The layer 'nothing' gave nothing to call around the step 'p/s'; to stay away it gives what it got.", error.Message);
    }

    [Fact]
    public void Outcome_WithoutAValue_SaysWhyThereIsNone()
    {
        var outcome = StepOutcome<int>.Failed("it is late");
        Assert.Equal((true, false, "it is late"), (outcome.IsFailure, outcome.IsSignal, outcome.Feedback));
        Assert.IsType<StepFailedException>(outcome.Error);
        Assert.Contains("it is late", Assert.Throws<InvalidOperationException>(() => outcome.Value).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(static () => StepOutcome<int>.Failed(" "));
        Assert.Equal((5, null, null), (StepOutcome<int>.From(5).Value, StepOutcome<int>.From(5).Error, StepOutcome<int>.From(5).Feedback));
    }

    private sealed class Listener(List<string> seen) : IProgress<RunEvent>
    {
        public void Report(RunEvent value)
        {
            if (value is StepEnded ended)
            {
                seen.Add($"{ended.Result.Path} {ended.Result.Status} {ended.Result.Reason}");
            }
        }
    }

    private sealed class Spy(LayerScope scope, string name, List<string> seen) : Layer
    {
        public override string Name => name;

        public override LayerScope Scope => scope;

        public override StepCall<TIn, TOut> Wrap<TIn, TOut>(StepCall<TIn, TOut> next, LayerTarget target) => new Call<TIn, TOut>(next, () => seen.Add($"{name} {target.Path} {target.Kind}"));
    }

    private sealed class Absent(LayerScope scope) : Layer
    {
        public override string Name => "absent";

        public override LayerScope Scope => scope;

        public override StepCall<TIn, TOut> Wrap<TIn, TOut>(StepCall<TIn, TOut> next, LayerTarget target) => next;
    }

    private sealed class Nothing : Layer
    {
        public override string Name => "nothing";

        public override LayerScope Scope => LayerScope.Step;

        public override StepCall<TIn, TOut> Wrap<TIn, TOut>(StepCall<TIn, TOut> next, LayerTarget target) => null!;
    }

    private sealed class Thrower(LayerScope scope, Exception error) : Layer
    {
        public override string Name => "thrower";

        public override LayerScope Scope => scope;

        public override StepCall<TIn, TOut> Wrap<TIn, TOut>(StepCall<TIn, TOut> next, LayerTarget target) => new Call<TIn, TOut>(next, () => throw error);
    }

    private sealed class Answer(LayerScope scope, StepOutcome<int> outcome) : Layer
    {
        public override string Name => "answer";

        public override LayerScope Scope => scope;

        public override StepCall<TIn, TOut> Wrap<TIn, TOut>(StepCall<TIn, TOut> next, LayerTarget target) => (StepCall<TIn, TOut>)(object)new Fixed(outcome);

        private sealed class Fixed(StepOutcome<int> outcome) : StepCall<int, int>
        {
            public override ValueTask<StepOutcome<int>> InvokeAsync(int input, StepContext context) => new(outcome);
        }
    }

    private sealed class Call<TIn, TOut>(StepCall<TIn, TOut> next, Action before) : StepCall<TIn, TOut>
    {
        public override ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context)
        {
            before();
            return next.InvokeAsync(input, context);
        }
    }
}
