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

    private static Pipeline<int, IReadOnlyDictionary<string, int>> Routed(string router)
    {
        var pick = Step.From<int, IReadOnlyList<string>>(router, static _ => ["one"]);
        return Pipeline.Create<int>("p").Route("route", pick, [("one", Some.Pipeline(Some.Step("a")))]).Build();
    }
}
