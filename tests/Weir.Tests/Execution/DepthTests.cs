namespace Weir.Tests.Execution;

/// <summary>Pipelines longer and deeper than a stack is high.</summary>
public class DepthTests
{
    private const int Depth = 20_000;

    public static TheoryData<string, bool> Constructs { get; } = new(
        from kind in new[] { "group", "branch", "loop", "map", "parallel", "pair", "route", "refine" } from suspends in new[] { false, true } select (kind, suspends));

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Constructs))]
    public async Task Run_OfNestedConstructs_DoesNotGrowTheStack(string kind, bool suspends)
    {
        var pipeline = Some.Pipeline(Step.From<int, int>("core", async (x, context) =>
        {
            Assert.False(context.CancellationToken.IsCancellationRequested);
            if (suspends)
            {
                await Task.Yield();
            }

            return x + 1;
        }));
        for (var i = 0; i < Depth; i++)
        {
            pipeline = Wrap(kind, pipeline);
        }

        await using var executor = new Executor();
        using (var run = await executor.RunAsync(pipeline, 0, Some.Token))
        {
            run.ThrowIfFailed();
            Assert.Equal(1, run.Output);
        }

        Assert.Equal(1, await executor.InvokeAsync(pipeline, 0, Some.Token));
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Constructs))]
    public async Task Run_OfNestedConstructsThatFails_NamesTheInnermost(string kind, bool suspends)
    {
        var pipeline = Some.Pipeline(Step.From<int, int>("core", async (_, _) =>
        {
            if (suspends)
            {
                await Task.Yield();
            }

            throw Some.Failure();
        }));
        for (var i = 0; i < 2_000; i++)
        {
            pipeline = Wrap(kind, pipeline);
        }

        using var run = await Some.RunAsync(pipeline, 0);
        Assert.EndsWith("/core", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath, StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Invoke_OfAHundredThousandSteps_DoesNotGrowTheStack(bool suspends)
    {
        var step = Step.From<int, int>("step", async (x, _) =>
        {
            if (suspends && x % 100 == 0)
            {
                await Task.Yield();
            }

            return x + 1;
        });
        var builder = Enumerable.Range(0, 100_000).Aggregate(Pipeline.Create<int>("long"), (all, i) => all.Then($"s{i}", step));
        await using var executor = new Executor();
        Assert.Equal(100_000, await executor.InvokeAsync(builder.Build(), 0, Some.Token));
    }

    private static Pipeline<int, int> Wrap(string kind, Pipeline<int, int> inner)
    {
        var shell = Pipeline.Create<int>("shell");
        return kind switch
        {
            "group" => shell.Then("inner", inner).Build(),
            "branch" => shell.Branch("branch", static _ => true, inner, inner).Build(),
            "loop" => shell.Loop("loop", inner, static _ => true, 1).Build(),
            "map" => shell.Map("map", static x => new[] { x }, inner).Then("one", static values => values[0]).Build(),
            "parallel" => shell.Parallel("parallel", [("a", inner)]).Then("one", static values => values["a"]).Build(),
            "pair" => shell.Parallel("pair", inner, Other).Then("one", static values => values.First).Build(),
            "route" => shell.Route("route", Router, [("a", inner)]).Then("one", static values => values["a"]).Build(),
            _ => shell.RefineUntil("refine", Pipeline.Create<Refinement<int, int>>("draft").Then("take", static r => r.Input).Then("inner", inner).Build(), Critic, 1).Build(),
        };
    }

    private static Pipeline<int, int> Other { get; } = Pipeline.Create<int>("other").Then("step", static x => x).Build();

    private static Pipeline<int, Critique> Critic { get; } = Pipeline.Create<int>("critic").Then("step", static _ => new Critique(true)).Build();

    private static Step<int, IReadOnlyList<string>> Router { get; } = Step.From<int, IReadOnlyList<string>>("router", static _ => ["a"]);
}
