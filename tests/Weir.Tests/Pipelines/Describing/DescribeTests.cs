using Weir.Layers.Hedging;

namespace Weir.Tests.Pipelines.Describing;

public class DescribeTests
{
    [Fact]
    public void Describe_OfARoute_ShowsTheRouterFirst()
    {
        var described = Routed("pick").Describe();
        Assert.Equal(
            """
            p: int → IReadOnlyDictionary<string, int>
            └─ route (route): int → IReadOnlyDictionary<string, int>  [on failure: Propagate, merge: Merge]
               ├─ pick: int → IReadOnlyList<string>
               └─ one
                  └─ a: int → int

            """,
            described.ToString());
        Assert.Equal(["", "one"], described.Steps[0].Parts.Select(static part => part.Name));
        Assert.Equal("p/route/pick", Assert.Single(described.Steps[0].Parts[0].Steps).Path);
        Assert.Contains("[\"pick\"]", described.ToMermaid(), StringComparison.Ordinal);
        Assert.NotEqual(described.DefinitionHash, Routed("choose").Describe().DefinitionHash);
    }

    [Theory]
    [InlineData(BackoffKind.Constant, 0, "attempts: 3, constant wait of 5 ms")]
    [InlineData(BackoffKind.Constant, 0.25, "attempts: 3, constant wait of 5 ms, jitter 0.25")]
    [InlineData(BackoffKind.Linear, 0, "attempts: 3, linear wait from 5 ms to 30000 ms")]
    [InlineData(BackoffKind.Exponential, 1, "attempts: 3, exponential wait from 5 ms to 30000 ms, jitter 1")]
    public void Describe_OfAttempts_SaysHowTheyWait(BackoffKind backoff, double jitter, string expected)
    {
        var retry = new RetryOptions { Backoff = backoff, Delay = TimeSpan.FromMilliseconds(5), Jitter = jitter };
        var pipeline = Pipeline.Create<int>("p").Then(Some.Step("a"), how => how.Retry(retry)).Build();
        Assert.Equal($"p: int → int\n└─ a: int → int  [{expected}]\n", pipeline.Describe().ToString());
    }

    [Fact]
    public void Describe_OfLayers_SaysHowTheyWereSetUp()
    {
        var pipeline = Pipeline.Create<int>("p")
            .Then(Some.Step("a"), static how => how.AddHedging(new HedgingOptions { MaxCalls = 3 }))
            .Then(Some.Step("b"), static how => how.AddCircuitBreaking())
            .Build();
        Assert.Equal(
            [
                KeyValuePair.Create("layer 'hedging'", "around the attempt (delay: 2000 ms, calls: 3)"),
                KeyValuePair.Create("layer 'circuit breaking'", "around the attempt (failure ratio: 0.5, minimum calls: 10, sampling: 30000 ms, break: 5000 ms)"),
            ],
            pipeline.Describe().Steps.SelectMany(static step => step.Options));
    }

    private static Pipeline<int, IReadOnlyDictionary<string, int>> Routed(string router)
    {
        var pick = Step.From<int, IReadOnlyList<string>>(router, static _ => ["one"]);
        return Pipeline.Create<int>("p").Route("route", pick, [("one", Some.Pipeline(Some.Step("a")))]).Build();
    }
}
