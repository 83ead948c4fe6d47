using Weir.Yaml.StepTypes;

namespace Weir.Tests.Yaml.StepTypes;

public sealed class JsonQueryStepTests : IDisposable
{
    private const string Data = """{"a":{"b":[10,20,30],"c d":1,"x'y":true},"none":null,"items":[{"k":1,"s":"abc"},{"k":2.5,"s":"zzz"}]}""";

    private readonly StepTypeCall _call = new();

    public void Dispose() => _call.Dispose();

    [Theory]
    [InlineData("$.a.b[1]", "20")]
    [InlineData("a.b[ 1 ]", "20")]
    [InlineData(" $.a['c d'] ", "1")]
    [InlineData(@"$['a']['x\'y']", "true")]
    [InlineData("$.items[1].k", "2.5")]
    [InlineData("$.items[0]", """{"k":1,"s":"abc"}""")]
    [InlineData("$.none", "null")]
    [InlineData("$.missing", "null")]
    [InlineData("$.a.b[9]", "null")]
    [InlineData("$", Data)]
    public async Task Query_OfASingularPath_GivesTheValue(string query, string expected) => await AssertGivesAsync(query, expected);

    [Theory]
    [InlineData("$.a.b[*]", "[10,20,30]")]
    [InlineData("$.a.b[-1:]", "[30]")]
    [InlineData("$.a.b[0,2]", "[10,30]")]
    [InlineData("$.a.*", "[[10,20,30],1,true]")]
    [InlineData("$..k", "[1,2.5]")]
    [InlineData("$.items[?(@.k == 1)].s", "[\"abc\"]")]
    [InlineData("$.items[?(@.s =~ /^Z/i)].k", "[2.5]")]
    [InlineData("$.items[?(@.k > 9)]", "[]")]
    [InlineData("$.a['b','c d']", "[[10,20,30],1]")]
    public async Task Query_OfAnyOtherPath_GivesTheList(string query, string expected) => await AssertGivesAsync(query, expected);

    [Fact]
    public async Task Query_OfWhatIsNoMap_LooksAtTheValueAlone()
    {
        Assert.Equal(5L, await _call.GiveAsync(new JsonQueryStep(), ("data", 5L), ("query", "$")));
        Assert.Null(await _call.GiveAsync(new JsonQueryStep(), ("data", "{\"a\":1}"), ("query", "$.a")));
        Assert.Null(await _call.GiveAsync(new JsonQueryStep(), ("data", null), ("query", "$.a")));
    }

    [Theory]
    [InlineData("$.a[")]
    [InlineData("$.a..")]
    [InlineData("$.a[?(@.b ==")]
    [InlineData("$.a[\"b\"]")]
    [InlineData("$.a[99999999999]")]
    public async Task Query_ThatIsNone_IsFoundBeforeAndRefused(string query)
    {
        var (parameter, message) = Assert.Single(new JsonQueryStep().Check(new Dictionary<string, object?> { ["query"] = query }));
        Assert.Equal("query", parameter);
        Assert.StartsWith($"The query '{query}' is no JSONPath: ", message, StringComparison.Ordinal);
        Assert.Equal(message, await _call.FailAsync(new JsonQueryStep(), ("data", 1L), ("query", query)));
    }

    [Fact]
    public void Check_OfAGoodQueryOrAnExpression_FindsNothing()
    {
        Assert.Empty(new JsonQueryStep().Check(new Dictionary<string, object?> { ["query"] = "$.items[?(@.price < 10)].name" }));
        Assert.Empty(new JsonQueryStep().Check(new Dictionary<string, object?> { ["data"] = 1L }));
    }

    [Theory]
    [InlineData("$.a.b[-1]", "has an index below 0")]
    [InlineData("$.a.b[::0]", "cannot be answered: Step cannot be zero.")]
    [InlineData("$.items[?(@.s =~ /(/)]", "cannot be answered: Invalid pattern")]
    public async Task Query_ThatCannotBeAnswered_SaysWhy(string query, string reason) =>
        Assert.Contains(reason, await _call.FailAsync(new JsonQueryStep(), ("data", StepValues.Parse(Data)), ("query", query)), StringComparison.Ordinal);

    [Fact]
    public async Task Query_OfManyFiltersInsideEachOther_DoesNotOverflowTheStack()
    {
        var deep = string.Concat(Enumerable.Repeat("[?(@", 249));
        Assert.Contains("is no JSONPath", await _call.FailAsync(new JsonQueryStep(), ("data", 1L), ("query", $"${deep}")), StringComparison.Ordinal);
        Assert.Contains("at most 1000 are read", await _call.FailAsync(new JsonQueryStep(), ("data", 1L), ("query", $"$.abcd{deep}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_WithARegularExpressionThatNeverEnds_IsEnded()
    {
        var type = new JsonQueryStep(TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(50));
        var data = StepValues.Parse($$"""[{"s":"{{new string('a', 100)}}!"}]""");
        Assert.Contains(
            "took longer than 0.05 s for one text",
            await _call.FailAsync(type, ("data", data), ("query", "$[?(@.s =~ /^(a+)+$/)]")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$..*..*..*..*..*..*..*[?(@.missing == 1)]")]
    [InlineData("$..*..*..*..*..*..*..missing")]
    public async Task Query_ThatLooksForEverAndFindsNothing_IsEnded(string query)
    {
        using var call = new StepTypeCall { Time = new HurriedTime() };
        Assert.Equal(
            $"The query '{query}' took longer than 10 s; make it narrower.",
            await call.FailAsync(new JsonQueryStep(), ("data", DeepData()), ("query", query)));
    }

    [Fact]
    public async Task Query_ThatLooksForEver_CanBeCancelled()
    {
        var time = new HurriedTime();
        using var call = new StepTypeCall { Time = time };
        using var stop = new CancellationTokenSource();
        time.Looked = looks =>
        {
            if (looks == 20)
            {
                stop.Cancel();
            }
        };
        var type = new JsonQueryStep(TimeSpan.FromDays(1), TimeSpan.FromSeconds(1));
        using var run = await call.RunAsync(type, stop.Token, ("data", DeepData()), ("query", "$..*..*..*..*..*..*..*[?(@.missing == 1)]"));
        run.ShouldBeCancelled();
    }

    [Fact]
    public async Task Query_OfALargeList_IsNotMistakenForOneThatNeverEnds()
    {
        var data = Enumerable.Range(0, 20_000).Select(static i => (object?)(long)i).ToArray();
        var list = Assert.IsAssignableFrom<IReadOnlyList<object?>>(await _call.GiveAsync(new JsonQueryStep(), ("data", data), ("query", "$[?(@ >= 19998)]")));
        Assert.Equal([19998L, 19999L], list);
    }

    private static object? DeepData() => StepValues.Parse(string.Concat(Enumerable.Repeat("[{\"a\":[1,2],\"b\":", 30)) + "1" + string.Concat(Enumerable.Repeat("}]", 30)));

    private async Task AssertGivesAsync(string query, string expected)
    {
        var value = await _call.GiveAsync(new JsonQueryStep(), ("data", StepValues.Parse(Data)), ("query", query));
        Assert.Equal(expected, StepValues.ToJson(value));
    }

    /// <summary>A clock on which a second passes whenever somebody looks.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        private long _looks;

        public Action<long> Looked { get; set; } = static _ => { };

        public override long TimestampFrequency => 1;

        public override long GetTimestamp()
        {
            Looked(++_looks);
            return _looks;
        }
    }
}
