namespace Weir.Tests.Pipelines.Composites;

public class BranchTests
{
    private static readonly Pipeline<int, int> Double = Chains.Of("double", static x => x * 2);
    private static readonly Pipeline<int, int> Negate = Chains.Of("negate", static x => -x);

    [Theory]
    [InlineData(3, -3, "p/choose/odd/do")]
    [InlineData(4, 8, "p/choose/even/do")]
    public async Task Branch_ByKey_RunsTheChosenCaseOnly(int input, int expected, string path)
    {
        var calls = 0;
        var pipeline = Pipeline.Create<int>("p").Branch("choose", Choose, [("even", Double), ("odd", Negate)]).Build();
        using var run = await Some.RunAsync(pipeline, input);
        Assert.Equal((expected, 1), (run.Output, calls));
        Assert.Equal(["p/choose", path[..path.LastIndexOf('/')], path], Chains.Paths(run.Steps));

        string Choose(int x)
        {
            calls++;
            return x % 2 == 0 ? "even" : "odd";
        }
    }

    [Fact]
    public async Task Branch_ByCondition_HasTrueAndFalse()
    {
        var pipeline = Pipeline.Create<int>("p").Branch("big", static x => x > 9, Double, Negate).Build();
        using var big = await Some.RunAsync(pipeline, 10);
        using var small = await Some.RunAsync(pipeline, 9);
        Assert.Equal((20, -9), (big.Output, small.Output));
        Assert.Equal("p/big/true", big.Steps[0].Steps[0].Path);
        Assert.Equal("p/big/false", small.Steps[0].Steps[0].Path);
    }

    [Fact]
    public async Task Branch_WithAnUnknownKey_NamesStepKeyAndCases()
    {
        var pipeline = Pipeline.Create<int>("p").Branch("choose", static _ => "evn", [("even", Double), ("odd", Negate)]).Build();
        Assert.Equal(
            "The branch 'choose' has no case 'evn' and nothing for other cases; its cases are 'even', 'odd'; did you mean 'even'?",
            await Chains.FailureOfAsync(pipeline, 1));
    }

    [Theory]
    [InlineData("zz")]
    [InlineData("b")]
    [InlineData("")]
    public async Task Branch_WithAKeyThatHasNothingOfTheCase_SuggestsNone(string key)
    {
        var pipeline = Pipeline.Create<int>("p").Branch("choose", _ => key, [("a", Double)]).Build();
        Assert.Equal(
            $"The branch 'choose' has no case '{key}' and nothing for other cases; its cases are 'a'.",
            await Chains.FailureOfAsync(pipeline, 1));
    }

    [Fact]
    public async Task Branch_WithAnUnknownKeyAndOtherwise_RunsThat()
    {
        var pipeline = Pipeline.Create<int>("p").Branch("choose", static _ => "what", [("even", Double)], Negate).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal(-1, run.Output);
        Assert.Equal("p/choose/otherwise", run.Steps[0].Steps[0].Path);
    }

    [Fact]
    public async Task Branch_WhenTheConditionThrows_SaysThatItWasTheCondition()
    {
        var error = Some.Failure();
        var pipeline = Pipeline.Create<int>("p").Branch("choose", _ => throw error, [("even", Double)]).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal("The condition of the step 'choose' threw InvalidOperationException: it broke", run.Error!.Message);
        Assert.Same(error, run.Error.InnerException);
    }

    [Fact]
    public async Task Branch_WhenTheKeyIsNull_SaysSo()
    {
        var pipeline = Pipeline.Create<int>("p").Branch("choose", static _ => null!, [("even", Double)]).Build();
        Assert.Equal("The condition of the branch 'choose' chose null; its cases are 'even'.", await Chains.FailureOfAsync(pipeline, 1));
    }

    [Fact]
    public async Task Branch_WhenACaseFails_FailsAtItsPath()
    {
        var pipeline = Pipeline.Create<int>("p").Branch("choose", static _ => "a", [("a", Chains.Failing("f"))]).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal("p/choose/a/do", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
    }

    [Fact]
    public void Branch_WithBadCases_Refuses()
    {
        var builder = Pipeline.Create<int>("p");
        Assert.StartsWith("The step 'b' has no case;", Assert.Throws<ArgumentException>(() => builder.Branch<int>("b", static _ => "", [])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The step 'b' has two cases named 'x'.", Assert.Throws<ArgumentException>(() => builder.Branch("b", static _ => "", [("x", Double), ("x", Negate)])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The case 'x' of the step 'b' has no pipeline.", Assert.Throws<ArgumentException>(() => builder.Branch<int>("b", static _ => "", [("x", null!)])).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The case 'otherwise' of the step 'b' has the name of the pipeline for other cases;",
            Assert.Throws<ArgumentException>(() => builder.Branch("b", static _ => "", [("otherwise", Double)], Negate)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => builder.Branch("b", static _ => "", [("a/b", Double)]));
        Assert.Throws<ArgumentException>(() => builder.Branch("", static _ => "", [("a", Double)]));
        Assert.Throws<ArgumentNullException>(() => builder.Branch("b", (Func<int, string>)null!, [("a", Double)]));
        Assert.Throws<ArgumentNullException>(() => builder.Branch<int>("b", static _ => "", null!));
        Assert.Throws<ArgumentNullException>(() => builder.Branch("b", static _ => true, null!, Double));
    }
}
