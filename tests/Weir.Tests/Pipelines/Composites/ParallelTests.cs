namespace Weir.Tests.Pipelines.Composites;

public class ParallelTests
{
    private static readonly Pipeline<int, int> Double = Chains.Of("double", static x => x * 2);
    private static readonly Pipeline<int, int> Negate = Chains.Of("negate", static x => -x);

    private static readonly Pipeline<int, int> Endless = Chains.Of("endless", static async (x, context) =>
    {
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
        return x;
    });

    private static BranchOptions Ignore => new() { OnFailure = FailurePolicy.Ignore };

    private static BranchOptions First => new() { OnFailure = FailurePolicy.FirstSuccess };

    [Fact]
    public async Task Parallel_GivesEveryOutputByNameInTheOrderOfBranches()
    {
        var slow = Chains.Of("slow", static async (x, _) =>
        {
            await Task.Yield();
            return x + 1;
        });
        var pipeline = Pipeline.Create<int>("p").Parallel("all", [("z", slow), ("b", Double), ("a", Negate)]).Build();
        using var run = await Some.RunAsync(pipeline, 5);
        Assert.Equal([new("z", 6), new("b", 10), new("a", -5)], run.Output);
        Assert.Equal(["p/all", "p/all/z", "p/all/z/do", "p/all/b", "p/all/b/do", "p/all/a", "p/all/a/do"], Chains.Paths(run.Steps));
        Assert.Equal(3, run.Attempts);
    }

    [Fact]
    public async Task Parallel_OfTuples_IsTyped()
    {
        var text = Pipeline.Create<int>("text").Then("print", static x => $"<{x}>").Build();
        var id = Pipeline.Create<int>("id").Then("make", static async (x, _) =>
        {
            await Task.Yield();
            return new Guid(x, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
        }).Build();
        var two = Pipeline.Create<int>("p").Parallel("pair", text, id).Then("show", static x => $"{x.First} {x.Second}").Build();
        var three = Pipeline.Create<int>("p").Parallel("triple", text, id, Double).Build();
        using var pair = await Some.RunAsync(two, 1);
        using var triple = await Some.RunAsync(three, 1);
        Assert.Equal("<1> 00000001-0000-0000-0000-000000000000", pair.Output);
        Assert.Equal(("<1>", new Guid("00000001-0000-0000-0000-000000000000"), 2), triple.Output);
        Assert.Equal(["p/pair/text", "p/pair/id"], pair.Steps[0].Steps.Select(static s => s.Path));
    }

    [Fact]
    public async Task Parallel_OfBranchesThatWait_RunsThemAtOnce()
    {
        var meeting = new Meeting(3);
        var meet = Chains.Of("meet", async (x, context) =>
        {
            await meeting.ArriveAsync(context.CancellationToken);
            return x;
        });
        using var run = await Some.RunAsync(Pipeline.Create<int>("p").Parallel("all", [("a", meet), ("b", meet), ("c", meet)]).Build(), 1);
        Assert.Equal(3, run.Output.Count);
    }

    [Fact]
    public async Task Parallel_WhenABranchFails_EndsTheOthers()
    {
        var pipeline = Pipeline.Create<int>("p").Parallel("all", [("a", Endless), ("b", Chains.Failing("f")), ("c", Double)]).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal(["a", "b"], run.Steps[0].Steps.Select(static s => s.Path["p/all/".Length..]));
        Assert.Equal([StepStatus.Cancelled, StepStatus.Failed], run.Steps[0].Steps.Select(static s => s.Status));
        Assert.Equal("another branch failed", run.Steps[0].Steps[0].Reason);
        Assert.Equal("p/all/b/do", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
    }

    [Fact]
    public async Task Parallel_WhenFailuresAreIgnored_LeavesThemOut()
    {
        var pipeline = Pipeline.Create<int>("p").Parallel("all", [("a", Double), ("b", Chains.Failing("f")), ("c", Negate)], Ignore).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal([new("a", 2), new("c", -1)], run.Output);
        Assert.Equal([StepStatus.Completed, StepStatus.Failed, StepStatus.Completed], run.Steps[0].Steps.Select(static s => s.Status));
    }

    [Theory]
    [InlineData(FailurePolicy.Ignore)]
    [InlineData(FailurePolicy.FirstSuccess)]
    public async Task Parallel_WhenEveryBranchFails_FailsNamingAll(FailurePolicy policy)
    {
        var options = new BranchOptions { OnFailure = policy };
        var pipeline = Pipeline.Create<int>("p").Parallel("all", [("a", Chains.Failing("f", "one")), ("b", Chains.Failing("g", "two"))], options).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal("All branches of 'all' failed. 'a': one; 'b': two", run.Error!.Message);
        Assert.Equal("p/all", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
    }

    [Fact]
    public async Task Parallel_OfFirstSuccess_GivesTheFirstAndEndsTheOthers()
    {
        var pipeline = Pipeline.Create<int>("p")
            .Parallel("all", [("a", Endless), ("b", Chains.Failing("f")), ("c", Double), ("d", Negate)], First).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal([new("c", 2)], run.Output);
        Assert.Equal([StepStatus.Cancelled, StepStatus.Failed, StepStatus.Completed], run.Steps[0].Steps.Select(static s => s.Status));
        Assert.Equal("another branch succeeded", run.Steps[0].Steps[0].Reason);
        Assert.Equal(RunStatus.Completed, run.Status);
    }

    [Theory]
    [InlineData(FailurePolicy.Ignore)]
    [InlineData(FailurePolicy.FirstSuccess)]
    public async Task Parallel_WhenABranchSendsAControlSignal_LetsItPass(FailurePolicy policy)
    {
        var signal = new ControlSignalException("enough");
        var stop = Chains.Of("stop", (_, _) => throw signal);
        var pipeline = Pipeline.Create<int>("p")
            .Parallel("all", [("a", Endless), ("b", stop), ("c", Double)], new BranchOptions { OnFailure = policy }).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Same(signal, run.Error);
        Assert.Equal("another branch ended the run", run.Steps[0].Steps[0].Reason);
    }

    [Fact]
    public async Task Parallel_OfASharedFrame_ServesTheNextRunAfterAStop()
    {
        var pipeline = Pipeline.Create<int>("p").Parallel("all", [("a", Chains.Of("maybe", static async (x, context) =>
        {
            await Task.Delay(x == 0 ? Timeout.Infinite : 0, context.CancellationToken);
            return x;
        })), ("b", Chains.Of("b", static x => x == 0 ? throw Some.Failure() : x))]).Build();
        await using var executor = new Executor();
        for (var i = 0; i < 200; i++)
        {
            using var run = await executor.RunAsync(pipeline, i % 2, Some.Token);
            Assert.Equal(i % 2 == 0 ? RunStatus.Failed : RunStatus.Completed, run.Status);
        }
    }

    [Fact]
    public void Parallel_WithBadBranches_Refuses()
    {
        var builder = Pipeline.Create<int>("p");
        Assert.StartsWith("The step 'x' has no branch;", Assert.Throws<ArgumentException>(() => builder.Parallel<int>("x", [])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The step 'x' has two branches named 'a'.", Assert.Throws<ArgumentException>(() => builder.Parallel("x", [("a", Double), ("a", Negate)])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The step 'x' has two branches named 'double'.", Assert.Throws<ArgumentException>(() => builder.Parallel("x", Double, Double)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => builder.Parallel<int>("x", null!));
        Assert.Throws<ArgumentNullException>(() => builder.Parallel("x", Double, (Pipeline<int, int>)null!));
        Assert.Throws<ArgumentException>(() => builder.Parallel("x", [("a/b", Double)]));
        Assert.StartsWith(
            "The step 'x' needs the output of every branch, so its OnFailure cannot be Ignore;",
            Assert.Throws<ArgumentException>(() => builder.Parallel("x", Double, Negate, Ignore)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => builder.Parallel("x", Double, Negate, Endless, First));
    }

    [Fact]
    public void BranchOptions_WithBadValues_Refuses()
    {
        Assert.StartsWith("MaxParallel is -1; it must be between 1 and 4096.", Assert.Throws<ArgumentOutOfRangeException>(static () => new BranchOptions { MaxParallel = -1 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("OnFailure is 9; it must be one of Propagate, Ignore, FirstSuccess.", Assert.Throws<ArgumentOutOfRangeException>(static () => new BranchOptions { OnFailure = (FailurePolicy)9 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("Merge is 9; it must be one of None, Overwrite, Merge, KeepFirst.", Assert.Throws<ArgumentOutOfRangeException>(static () => new BranchOptions { Merge = (MergePolicy)9 }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(static () => new BranchOptions().MergeWith<int>(null!));
    }
}
