namespace Weir.Tests.Pipelines;

public class PipelineBuilderTests
{
    [Fact]
    public void Build_WithoutSteps_NamesThePipeline()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Pipeline.Create<int>("empty").Build());
        Assert.Equal("The pipeline 'empty' has no steps.", error.Message);
    }

    [Fact]
    public void Build_WhenTwoStepsShareAName_NamesIt()
    {
        var builder = Pipeline.Create<int>("order").Then(Some.Step("charge")).Then(Some.Step("ship")).Then(Some.Step("charge"));
        var error = Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.StartsWith("The pipeline 'order' has two steps named 'charge'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    public void Create_WithABadName_Refuses(string name) => Assert.Throws<ArgumentException>(() => Pipeline.Create<int>(name));

    [Fact]
    public void Then_WithAStepWhoseOwnNameIsBad_Refuses() =>
        Assert.Throws<ArgumentException>(() => Pipeline.Create<int>("p").Then(new BadlyNamed()));

    [Fact]
    public async Task Then_WithANameForAStep_LetsItStandTwice()
    {
        var step = Some.Step("add");
        var pipeline = Pipeline.Create<int>("p").Then(step).Then("add again", step).Build();
        Assert.Equal(["add", "add again"], pipeline.StepNames);
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal(3, run.Output);
    }

    [Fact]
    public async Task Then_OnAnOlderBuilder_SharesItsBeginningOnly()
    {
        var beginning = Pipeline.Create<int>("p").Then(Some.Step("first"));
        var left = beginning.Then("left", static x => $"left {x}").Build();
        var right = beginning.Then("right", static x => x * 100).Build();
        using var one = await Some.RunAsync(left, 1);
        using var other = await Some.RunAsync(right, 1);
        Assert.Equal("left 2", one.Output);
        Assert.Equal(200, other.Output);
        Assert.Equal(["first", "right"], right.StepNames);
    }

    [Fact]
    public async Task Then_WithAPipeline_NestsItsPaths()
    {
        var inner = Pipeline.Create<int>("inner").Then(Some.Step("a")).Then(Some.Step("b")).Build();
        var outer = Pipeline.Create<int>("outer").Then(inner).Then("again", inner).Build();
        using var run = await Some.RunAsync(outer, 0);
        Assert.Equal(4, run.Output);
        Assert.Equal(["outer/inner", "outer/again"], run.Steps.Select(static s => s.Path));
        Assert.Equal(["outer/inner/a", "outer/inner/b", "outer/again/a", "outer/again/b"], run.Steps.SelectMany(static s => s.Steps).Select(static s => s.Path));
    }

    [Fact]
    public void Build_OfAHundredThousandSteps_IsFast()
    {
        var builder = Enumerable.Range(0, 100_000).Aggregate(Pipeline.Create<int>("long"), static (all, i) => all.Then($"s{i}", static (int x) => x + 1));
        Assert.Equal(100_000, builder.Build().StepNames.Count);
    }

    private sealed class BadlyNamed : Step<int, int>
    {
        public override string Name => "a/b";

        public override ValueTask<int> RunAsync(int input, StepContext context) => new(input);
    }
}
