namespace Weir.Tests.Workflows;

public class WorkflowBuilderTests
{
    [Fact]
    public void Build_WithoutStages_NamesTheWorkflow() =>
        Assert.Equal("The workflow 'w' has no stages.", BuildError(static _ => { }));

    [Fact]
    public void Build_WithAStageWithoutSteps_NamesIt() =>
        Assert.Equal("The stage 's' of the workflow 'w' has no steps.", BuildError(static w => w.AddStage("s")));

    [Fact]
    public void Build_WhenTwoStagesShareAName_NamesIt() =>
        Assert.Equal("The workflow 'w' has two stages named 's'.", BuildError(static w =>
        {
            Add(w.AddStage("s"), "a");
            Add(w.AddStage("s"), "b");
        }));

    [Fact]
    public void Build_WhenTwoStepsShareAName_NamesIt() =>
        Assert.Equal("The workflow 'w' has two steps named 'a', in the stages 's' and 't'.", BuildError(static w =>
        {
            Add(w.AddStage("s"), "a");
            Add(w.AddStage("t"), "a");
        }));

    [Fact]
    public void Build_WhenAStepNeedsWhatIsNotThere_NamesTheNearest() =>
        Assert.Equal("The step 'report' needs 'fecth', which does not exist; did you mean 'fetch'?", BuildError(static w =>
        {
            var stage = w.AddStage("s");
            Add(stage, "fetch");
            Add(stage, "report");
            w.AddDependency("report", "fecth");
        }));

    [Fact]
    public void Build_WhenNothingIsNear_NamesNone() =>
        Assert.Equal("There is no step 'zzzzzz', which should need 'fetch'.", BuildError(static w =>
        {
            Add(w.AddStage("s"), "fetch");
            w.AddDependency("zzzzzz", "fetch");
        }));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void AddStage_WithALimitBelowOne_NamesStageAndValue(int limit)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Workflow.Create("w").AddStage("s", limit));
        Assert.StartsWith($"maxParallel of the stage 's' is {limit}; it must be at least 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_AllFollowOneRule()
    {
        Assert.Throws<ArgumentException>(static () => Workflow.Create("a/b"));
        Assert.Throws<ArgumentException>(static () => Workflow.Create("w").AddStage(""));
        Assert.Throws<ArgumentException>(static () => Add(Workflow.Create("w").AddStage("s"), "a\tb"));
    }

    [Fact]
    public void AddStep_WithAHandleOfAnotherBuilder_Refuses()
    {
        var foreign = Add(Workflow.Create("other").AddStage("s"), "a");
        var stage = Workflow.Create("w").AddStage("s");
        var error = Assert.Throws<ArgumentException>(() => stage.AddStep("b", foreign, static (x, _) => new ValueTask<int>(x)));
        Assert.StartsWith("The step 'b' cannot take the output of 'other/s/a', which belongs to another workflow than 'w'.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => stage.AddStep("b", static _ => new ValueTask<int>(1), foreign));
        Assert.Throws<ArgumentNullException>(() => stage.AddStep("b", static _ => new ValueTask<int>(1), [null!]));
    }

    [Fact]
    public void Build_DescribesStagesStepsAndNeeds()
    {
        var builder = Workflow.Create("w");
        var first = builder.AddStage("first", 2);
        var second = builder.AddStage("second");
        var a = Add(first, "a");
        var b = second.AddStep("b", a, static (x, _) => new ValueTask<int>(x), a);
        Add(first, "c");
        second.AddStep("d", a, b, static (x, y, _) => new ValueTask<int>(x + y));
        builder.AddDependency("a", "c");
        builder.AddDependency("b", "c");
        builder.AddDependency("b", "c");
        var workflow = builder.Build();
        Assert.Equal(["first", "second"], workflow.Stages.Select(static s => s.Name));
        Assert.Equal([2, null], workflow.Stages.Select(static s => s.MaxParallel));
        Assert.Equal(["a", "c"], workflow.Stages[0].StepNames);
        Assert.Equal(["c"], workflow.NeedsOf("a"));
        Assert.Equal(["a", "c"], workflow.NeedsOf("b"));
        Assert.Equal(["a", "b"], workflow.NeedsOf("d"));
        Assert.Throws<ArgumentException>(() => workflow.NeedsOf("x"));
        Assert.Equal(("b", "w/second/b"), (b.Name, b.Path));
    }

    [Fact]
    public void Build_Twice_LeavesTheFirstWorkflowAsItWas()
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        Add(stage, "a");
        var first = builder.Build();
        Add(stage, "b");
        builder.AddDependency("a", "b");
        var second = builder.Build();
        Assert.Equal(["a"], first.Stages[0].StepNames);
        Assert.Empty(first.NeedsOf("a"));
        Assert.Equal(["b"], second.NeedsOf("a"));
    }

    internal static StepOutput<int> Add(StageBuilder stage, string name, params ReadOnlySpan<StepOutput> needs) =>
        stage.AddStep(name, static _ => new ValueTask<int>(1), needs);

    private static string BuildError(Action<WorkflowBuilder> fill)
    {
        var builder = Workflow.Create("w");
        fill(builder);
        return Assert.Throws<InvalidOperationException>(builder.Build).Message;
    }
}
