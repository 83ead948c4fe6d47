using Weir.Testing;

namespace Weir.Tests.Workflows;

public class StepRuleTests
{
    private readonly WorkflowBuilder _builder = Workflow.Create("w");

    [Fact]
    public async Task AddStep_ThatReadsOthers_GetsTheirValuesAndStatuses()
    {
        var stage = _builder.AddStage("s");
        var number = Add(stage, "number", 3);
        var text = stage.AddStep("text", static _ => new ValueTask<string>("x"));
        var failing = Failing(stage, "failing");
        _builder.Configure(failing, static step => step.OnFailure(StepFailureAction.Continue));
        var all = stage.AddStep("all", [number, text, failing], (reads, _) => new ValueTask<string>(
            $"{reads.ValueOf(number)} {reads.ValueOf(text)} {reads.StatusOf(failing)} {reads.TryGetValue(failing, out var missing)} {missing}"));
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Equal("3 x Failed False 0", run.OutputOf(all));
        Assert.Equal(RunStatus.Failed, run.Status);
    }

    [Fact]
    public async Task StepReads_OfAStepThatHasNoValueOrIsNotRead_Refuses()
    {
        var stage = _builder.AddStage("s");
        var failing = Failing(stage, "failing");
        var other = Add(stage, "other", 1);
        _builder.Configure(failing, static step => step.OnFailure(StepFailureAction.Continue));
        var value = stage.AddStep("value", [failing], (reads, _) => new ValueTask<int>(reads.ValueOf(failing)));
        var foreign = stage.AddStep("foreign", [failing], (reads, _) => new ValueTask<int>(reads.ValueOf(other)));
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Equal("The step 'value' reads the value of 'failing', which has none: it is failed.", run.Steps[2].Error!.Message);
        Assert.StartsWith("The step 'foreign' does not read 'w/s/other'; name it among what it reads.", run.Steps[3].Error!.Message, StringComparison.Ordinal);
        Assert.False(run.TryGetOutput(value, out _));
        Assert.False(run.TryGetOutput(foreign, out _));
    }

    [Fact]
    public async Task When_TheConditionHolds_RunsTheStep()
    {
        var stage = _builder.AddStage("s");
        var number = Add(stage, "number", 3);
        var step = Add(stage, "step", 4);
        _builder.Configure(step, rules => rules.When([number], reads => reads.ValueOf(number) == 3));
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Equal(["number"], _builder.Build().NeedsOf("step"));
        Assert.Equal(4, run.OutputOf(step));
    }

    [Fact]
    public async Task When_TheConditionDoesNotHold_SkipsTheStepAndItsDependents()
    {
        var stage = _builder.AddStage("s");
        var step = Add(stage, "step", 4);
        _builder.Configure(step, static rules => rules.When([], static _ => false));
        var next = stage.AddStep("next", step, static (x, _) => new ValueTask<int>(x));
        stage.AddStep("last", next, static (x, _) => new ValueTask<int>(x));
        Add(stage, "beside", 1);
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(
            [
                "Skipped the condition of 'step' does not hold",
                "Skipped needs 'step', which was skipped because the condition of 'step' does not hold",
                "Skipped needs 'next', which was skipped because the condition of 'step' does not hold",
                "Completed ",
            ],
            run.Steps.Select(static s => $"{s.Status} {s.Reason}"));
        Assert.Equal(StepStatus.Completed, run.Stages[0].Status);
    }

    [Fact]
    public async Task When_TheConditionDoesNotHoldButOthersAreToContinue_RunsThem()
    {
        var stage = _builder.AddStage("s");
        var step = Add(stage, "step", 4);
        _builder.Configure(step, static rules => rules.When([], static _ => false).OnFailure(StepFailureAction.Continue));
        var reader = stage.AddStep("reader", [step], (reads, _) => new ValueTask<StepStatus>(reads.StatusOf(step)));
        var taker = stage.AddStep("taker", step, static (x, _) => new ValueTask<int>(x));
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Equal(StepStatus.Skipped, run.OutputOf(reader));
        Assert.False(run.TryGetOutput(taker, out _));
        Assert.Equal("needs 'step', which was skipped because the condition of 'step' does not hold", run.Steps[2].Reason);
    }

    [Fact]
    public async Task When_TheConditionThrows_FailsTheStepWithItsName()
    {
        var stage = _builder.AddStage("s");
        var step = Add(stage, "step", 4);
        _builder.Configure(step, static rules => rules.When([], static _ => throw Some.Failure()));
        stage.AddStep("next", step, static (x, _) => new ValueTask<int>(x));
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal(0, run.Steps[0].Attempts);
        Assert.Contains("condition", run.Steps[0].Error!.Message, StringComparison.Ordinal);
        Assert.Equal("needs 'step', which failed", run.Steps[1].Reason);
        Assert.Equal("w/s/step", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
    }

    [Fact]
    public async Task OnFailure_Stop_StopsTheRun()
    {
        var stage = _builder.AddStage("s", maxParallel: 1);
        _builder.Configure(Failing(stage, "failing"), static rules => rules.OnFailure(StepFailureAction.Stop));
        Add(stage, "beside", 1);
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal((StepStatus.Skipped, "the run stopped after 'failing' failed"), (run.Steps[1].Status, run.Steps[1].Reason));
    }

    [Fact]
    public async Task Configure_Retry_TriesAgain()
    {
        var calls = 0;
        var stage = _builder.AddStage("s");
        var number = Add(stage, "number", 3);
        var one = stage.AddStep("one", number, Step.From<int, int>("one", x => calls++ < 2 ? throw Some.Failure() : x), static step => step.Retry(3));
        var two = stage.AddStep("two", [one], (reads, _) => new ValueTask<int>(reads.ValueOf(one) + 1), static step => step.Retry(3));
        using var run = await Some.RunAsync(_builder.Build());
        Assert.Equal(4, run.OutputOf(two));
        Assert.Equal(3, run.Steps[1].Attempts);
    }

    [Fact]
    public async Task RunOnThread_CallsTheStepOnAThreadOfItsOwn()
    {
        var stage = _builder.AddStage("s");
        var isPool = stage.AddStep("a", [], static (_, _) => new ValueTask<bool>(Thread.CurrentThread.IsThreadPoolThread), static step => step.RunOnThread());
        using var run = await Some.RunAsync(_builder.Build());
        Assert.False(run.OutputOf(isPool));
    }

    [Fact]
    public void Configure_WithAForeignHandleOrAnUnknownResource_Refuses()
    {
        var stage = _builder.AddStage("s");
        var step = Add(stage, "step", 4);
        var foreign = Add(Workflow.Create("other").AddStage("s"), "foreign", 1);
        Assert.Throws<ArgumentException>(() => _builder.Configure(foreign, static _ => { }));
        Assert.Throws<ArgumentException>(() => _builder.Configure(step, rules => rules.When([foreign], static _ => true)));
        _builder.LimitResource("apis", 2).Configure(step, static rules => rules.Uses("api"));
        Assert.Equal(
            "The step 'step' uses the resource 'api', of which nobody said how much there is; name it with LimitResource; did you mean 'apis'?",
            Assert.Throws<InvalidOperationException>(_builder.Build).Message);
        _builder.Configure(step, static rules => rules.Uses("apis", 3));
        Assert.Equal("The step 'step' uses 3 of the resource 'apis', of which there are 2; it would never start.", Assert.Throws<InvalidOperationException>(_builder.Build).Message);
    }

    private static StepOutput<int> Add(StageBuilder stage, string name, int value) => stage.AddStep(name, _ => new ValueTask<int>(value));

    private static StepOutput<int> Failing(StageBuilder stage, string name) => stage.AddStep<int>(name, static _ => throw Some.Failure());
}
