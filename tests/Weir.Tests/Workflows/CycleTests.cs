using FsCheck;
using FsCheck.Fluent;

namespace Weir.Tests.Workflows;

public class CycleTests
{
    [Fact]
    public void Build_WhenAStepNeedsItself_ShowsIt() => Assert.Equal("Circular dependency: a → a", Message("a", "a>a"));

    [Fact]
    public void Build_WhenTwoStepsNeedEachOther_ShowsThem() =>
        Assert.Equal("Circular dependency: a → b → a", Message("ab", "a>b", "b>a"));

    [Fact]
    public void Build_WithStepsBeforeAndBehindTheCircle_ShowsTheCircleOnly() =>
        Assert.Equal("Circular dependency: b → c → d → b", Message("abcdef", "a>b", "b>c", "c>d", "d>b", "d>e", "f>a"));

    [Fact]
    public void Build_WithTwoCircles_ShowsOne() =>
        Assert.Equal("Circular dependency: a → b → a", Message("abcd", "c>d", "d>c", "a>b", "b>a"));

    [Fact]
    public void Build_WithCirclesThatShareAStep_ShowsOne() =>
        Assert.Matches("^Circular dependency: a → [bc] → a$", Message("abc", "a>b", "b>a", "a>c", "c>a"));

    [Fact]
    public void Build_WithALongCircle_ShowsItsEnds()
    {
        var names = Enumerable.Range(0, 100).Select(static i => $"n{i}").ToArray();
        var message = Message(names, [.. names.Select((name, i) => (name, names[(i + 1) % 100]))]);
        Assert.StartsWith("Circular dependency: n0 → n1 → n2 →", message, StringComparison.Ordinal);
        Assert.EndsWith("→ n10 → (88 more) → n99 → n0", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_WithADiamond_IsNoCircle() => Assert.Null(Message("abcd", "b>a", "c>a", "d>b", "d>c"));

    [Fact(Timeout = 120_000)]
    public async Task Build_WithAChainOfAMillion_EndsWithAndWithoutACircle()
    {
        const int Count = 1_000_000;
        await Task.Yield();
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        var last = WorkflowBuilderTests.Add(stage, "n0");
        for (var i = 1; i < Count; i++)
        {
            last = WorkflowBuilderTests.Add(stage, $"n{i}", last);
        }

        Assert.Equal(Count, builder.Build().Stages[0].StepNames.Count);
        builder.AddDependency("n0", last.Name);
        var error = Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.StartsWith("Circular dependency: n0 → n999999 → n999998 →", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("→ n1 → n0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_OfAnyGraph_AgreesWithTheTransitiveClosure()
    {
        var graphs = Gen.Choose(1, 9).SelectMany(static count =>
            Gen.Two(Gen.Choose(0, count - 1)).Select(static pair => (pair.Item1, pair.Item2)).ListOf(), static (count, edges) => (count, edges));
        Prop.ForAll(graphs.ToArbitrary(), static graph => Agrees(graph.count, [.. graph.edges])).Check(
            Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20_261_121, 7));
    }

    private static bool Agrees(int count, (int From, int To)[] edges)
    {
        var names = Enumerable.Range(0, count).Select(static i => $"n{i}").ToArray();
        var message = Message(names, [.. edges.Select(edge => (names[edge.From], names[edge.To]))]);
        var reach = names.Select(_ => new bool[count]).ToArray();
        foreach (var (from, to) in edges)
        {
            reach[from][to] = true;
        }

        for (var k = 0; k < count; k++)
        {
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < count; j++)
                {
                    reach[i][j] |= reach[i][k] && reach[k][j];
                }
            }
        }

        var circular = Enumerable.Range(0, count).Any(i => reach[i][i]);
        return message is null ? !circular : circular && IsCircle(message, names, edges);
    }

    private static bool IsCircle(string message, string[] names, (int From, int To)[] edges)
    {
        var circle = message["Circular dependency: ".Length..].Split(" → ").Select(name => Array.IndexOf(names, name)).ToArray();
        return circle[0] == circle[^1]
            && circle.Skip(1).Distinct().Count() == circle.Length - 1
            && circle.Zip(circle.Skip(1)).All(edges.Contains);
    }

    private static string? Message(string names, params string[] needs) =>
        Message([.. names.Select(static c => $"{c}")], [.. needs.Select(static need => (need[..1], need[2..]))]);

    private static string? Message(string[] names, (string Step, string Needs)[] needs)
    {
        var builder = Workflow.Create("w");
        var stage = builder.AddStage("s");
        foreach (var name in names)
        {
            WorkflowBuilderTests.Add(stage, name);
        }

        foreach (var (step, need) in needs)
        {
            builder.AddDependency(step, need);
        }

        return Record.Exception(builder.Build)?.Message;
    }
}
