namespace Weir.Tests.Pipelines.Composites;

public class RouteTests
{
    private static readonly Pipeline<int, int> Double = Chains.Of("double", static x => x * 2);
    private static readonly Pipeline<int, int> Negate = Chains.Of("negate", static x => -x);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Route_RunsTheChosenBranchesInTheirOwnOrder(bool waits)
    {
        var router = Step.From<int, IReadOnlyList<string>>("decide", async (_, _) =>
        {
            if (waits)
            {
                await Task.Yield();
            }

            return ["c", "a", "c"];
        });
        var pipeline = Pipeline.Create<int>("p").Route("route", router, [("a", Double), ("b", Negate), ("c", Negate)]).Build();
        await using var executor = new Executor();
        Assert.Equal([new("a", 10), new("c", -5)], await executor.InvokeAsync(pipeline, 5, Some.Token));
        using var run = await executor.RunAsync(pipeline, 5, Some.Token);
        Assert.Equal([new("a", 10), new("c", -5)], run.Output);
        Assert.Equal(
            ["p/route", "p/route/decide", "p/route/a", "p/route/a/do", "p/route/c", "p/route/c/do"], Chains.Paths(run.Steps));
        Assert.Equal(3, run.Attempts);
    }

    [Fact]
    public async Task Route_WhenNoneIsChosen_GivesNothing()
    {
        using var run = await Some.RunAsync(Choosing(), 5);
        Assert.Empty(run.Output);
        Assert.Equal(["p/route/decide"], run.Steps[0].Steps.Select(static s => s.Path));
    }

    [Fact]
    public async Task Route_WhenAnUnknownBranchIsChosen_NamesTheNearest() => Assert.Equal(
        "The router of 'route' chose 'fsat', which is none of its branches 'fast', 'slow'; did you mean 'fast'?",
        await Chains.FailureOfAsync(Choosing("slow", "fsat"), 1));

    [Fact]
    public async Task Route_WhenNullIsChosen_SaysSo()
    {
        Assert.Equal("The router of 'route' gave null; give an empty list where no branch is to run.", await Chains.FailureOfAsync(Choosing(null!), 1));
        Assert.Equal("The router of 'route' chose '', which is none of its branches 'fast', 'slow'.", await Chains.FailureOfAsync(Choosing([null!]), 1));
    }

    [Fact]
    public async Task Route_WhenTheRouterFails_FailsAtItsPath()
    {
        var router = Step.From<int, IReadOnlyList<string>>("decide", static (_, _) => throw Some.Failure());
        using var run = await Some.RunAsync(Pipeline.Create<int>("p").Route("route", router, [("fast", Double)]).Build(), 1);
        Assert.Equal("p/route/decide", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
    }

    [Fact]
    public void Route_WithBadArguments_Refuses()
    {
        var builder = Pipeline.Create<int>("p");
        var router = Step.From<int, IReadOnlyList<string>>("decide", static _ => []);
        Assert.Throws<ArgumentNullException>(() => builder.Route("r", null!, [("a", Double)]));
        Assert.StartsWith("The step 'r' has no branch;", Assert.Throws<ArgumentException>(() => builder.Route<int>("r", router, [])).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The branch 'decide' of the step 'r' has the name of its router;",
            Assert.Throws<ArgumentException>(() => builder.Route("r", router, [("decide", Double)])).Message,
            StringComparison.Ordinal);
    }

    private static Pipeline<int, IReadOnlyDictionary<string, int>> Choosing(params string[] names) => Pipeline.Create<int>("p")
        .Route("route", Step.From<int, IReadOnlyList<string>>("decide", _ => names), [("fast", Double), ("slow", Negate)]).Build();
}
