namespace Weir.Tests.Pipelines.Composites;

public class RefineTests
{
    private static readonly Pipeline<Refinement<string, string>, string> Draft = Pipeline.Create<Refinement<string, string>>("draft")
        .Then("write", static r => $"{r.Draft ?? r.Input}{r.Turn}{r.Feedback}").Build();

    private static readonly Pipeline<string, Critique> Critic = Pipeline.Create<string>("critic")
        .Then("judge", static d => new Critique(d.Length > 5, d.Length > 5 ? null : "+")).Build();

    [Fact]
    public async Task RefineUntil_WhenADraftIsAccepted_GivesIt()
    {
        var pipeline = Pipeline.Create<string>("p").RefineUntil("refine", Draft, Critic, 5).Then("end", static d => d + "!").Build();
        using var run = await Some.RunAsync(pipeline, "a");
        Assert.Equal("a12+3+!", run.Output);
        Assert.Equal("a12+3+", run.Steps[0].Output);
        Assert.Equal(["p/refine#1", "p/refine#2", "p/refine#3"], run.Steps[0].Steps.Select(static s => s.Path));
        Assert.Equal(
            ["p/refine#2/draft", "p/refine#2/draft/write", "p/refine#2/critic", "p/refine#2/critic/judge"],
            Chains.Paths(run.Steps[0].Steps[1].Steps));
        Assert.Equal(new Critique(false, "+"), run.Steps[0].Steps[1].Steps[1].Output);
    }

    [Theory]
    [InlineData("+", "The drafts of 'refine' were not accepted in 2 turns; the last feedback was: +")]
    [InlineData(null, "The drafts of 'refine' were not accepted in 2 turns; the critic gave no feedback.")]
    public async Task RefineUntil_AtItsLimit_FailsWithTheLastFeedback(string? feedback, string sentence)
    {
        var critic = Pipeline.Create<string>("critic").Then("judge", _ => new Critique(false, feedback)).Build();
        Assert.Equal(sentence, await Chains.FailureOfAsync(Pipeline.Create<string>("p").RefineUntil("refine", Draft, critic, 2).Build(), "a"));
    }

    [Fact]
    public async Task RefineUntil_OfValuesThatWait_IsTheSame()
    {
        var draft = Pipeline.Create<Refinement<Guid, (int, string)>>("draft").Then("write", static async (r, _) =>
        {
            await Task.Yield();
            return (r.Draft.Item1 + r.Turn, r.Input.ToString());
        }).Build();
        var critic = Pipeline.Create<(int, string)>("critic").Then("judge", static async (d, _) =>
        {
            await Task.Yield();
            return new Critique(d.Item1 == 10);
        }).Build();
        var id = Guid.NewGuid();
        using var run = await Some.RunAsync(Pipeline.Create<Guid>("p").RefineUntil("refine", draft, critic, 4).Build(), id);
        Assert.Equal((10, id.ToString()), run.Output);
    }

    [Fact]
    public async Task RefineUntil_WhenTheCriticFails_Fails()
    {
        var critic = Pipeline.Create<string>("critic").Then<Critique>("judge", static _ => throw Some.Failure()).Build();
        using var run = await Some.RunAsync(Pipeline.Create<string>("p").RefineUntil("refine", Draft, critic, 2).Build(), "a");
        Assert.Equal("p/refine#1/critic/judge", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
    }

    [Fact]
    public void RefineUntil_WithBadArguments_Refuses()
    {
        var builder = Pipeline.Create<string>("p");
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => builder.RefineUntil("r", Draft, Critic, -1));
        Assert.StartsWith("maxTurns is -1; it must be at least 1.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => builder.RefineUntil<string>("r", null!, Critic, 1));
        Assert.Throws<ArgumentNullException>(() => builder.RefineUntil("r", Draft, null!, 1));
    }
}
