namespace Weir.Tests.Pipelines.Composites;

public class StateTests
{
    public static TheoryData<MergePolicy, string> Policies => new()
    {
        { MergePolicy.None, "0" },
        { MergePolicy.Overwrite, "0b1b2" },
        { MergePolicy.Merge, "0a1b1b2" },
        { MergePolicy.KeepFirst, "0a1" },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task Parallel_MergesStatesInTheOrderOfBranches(MergePolicy policy, string expected)
    {
        var meeting = new TaskCompletionSource();

        // The first branch ends last.
        var a = Chains.Of("a", async (x, context) =>
        {
            await meeting.Task;
            context.Update<string>(static s => s + "a1");
            return x;
        });
        var b = Chains.Of("b", (x, context) =>
        {
            Assert.Equal("0", context.State<string>());
            context.Update<string>(static s => s + "b1");
            context.Update<string>(static s => s + "b2");
            meeting.SetResult();
            return new(x);
        });
        var c = Chains.Of("c", static x => x);
        var pipeline = Pipeline.Create<int>("p").WithState(static () => "0")
            .Parallel("all", [("a", a), ("b", b), ("c", c)], new BranchOptions { Merge = policy })
            .Then("read", static (_, context) => new ValueTask<string>(context.State<string>())).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal(expected, run.Output);
        Assert.Equal(expected, run.State<string>());
    }

    [Fact]
    public async Task Parallel_WithAnOwnMerge_GetsTheStatesOfCompletedBranches()
    {
        var options = new BranchOptions { OnFailure = FailurePolicy.Ignore }
            .MergeWith<int>(static (before, branches) => (before * 1000) + branches.Sum());
        var failing = Chains.Of("f", static (x, context) =>
        {
            context.Update<int>(static s => s + 500);
            throw Some.Failure();
        });
        var pipeline = Pipeline.Create<int>("p").WithState(static () => 7)
            .Parallel("all", [("a", Adding(1)), ("f", failing), ("b", Adding(2))], options).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal(7000 + 8 + 9, run.State<int>());
    }

    [Fact]
    public async Task Parallel_OfFirstSuccess_MergesTheWinnerOnly()
    {
        var pipeline = Pipeline.Create<int>("p").WithState(static () => 0, static s => s)
            .Parallel("all", [("a", Adding(1)), ("b", Adding(2))], new BranchOptions { OnFailure = FailurePolicy.FirstSuccess }).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal(1, run.State<int>());
    }

    [Fact]
    public async Task Parallel_WhenItFails_MergesNothing()
    {
        var pipeline = Pipeline.Create<int>("p").WithState(static () => 0)
            .Parallel("all", [("a", Adding(1)), ("b", Chains.Failing("f"))]).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal((RunStatus.Failed, 0), (run.Status, run.State<int>()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Map_MergesTheChangesOfItemsInTheirOrder(bool waits)
    {
        var pipeline = Pipeline.Create<int[]>("p").WithState(static () => new List<int>())
            .Map("m", static x => x, Step.From<int, int>("s", async (x, context) =>
            {
                if (waits && x % 2 == 0)
                {
                    await Task.Yield();
                }

                Assert.Empty(context.State<List<int>>());
                context.Update<List<int>>(s => [.. s, x]);
                return x;
            })).Build();
        using var run = await Some.RunAsync(pipeline, [.. Enumerable.Range(0, 50)]);
        Assert.Equal(Enumerable.Range(0, 50), run.State<List<int>>());
    }

    [Fact]
    public async Task Parallel_InsideParallel_MergesOutward()
    {
        var inner = Pipeline.Create<int>("inner").Parallel("all", [("a", Adding(1)), ("b", Adding(10))]).Then("end", static x => x["a"]).Build();
        var pipeline = Pipeline.Create<int>("p").WithState(static () => 0)
            .Parallel("outer", [("x", inner), ("y", inner), ("z", Adding(100))]).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal(122, run.State<int>());
    }

    [Fact]
    public async Task Loop_KeepsOneStateThroughItsTurns()
    {
        var pipeline = Pipeline.Create<int>("p").WithState(static () => 0)
            .Loop("l", Chains.Of("b", static (x, context) =>
            {
                context.Update<int>(static s => s + 1);
                return new(x + 1);
            }), static x => x == 5, 9).Build();
        using var run = await Some.RunAsync(pipeline, 0);
        Assert.Equal(5, run.State<int>());
    }

    [Fact]
    public async Task Map_WhenTheForkThrows_FailsTheItem()
    {
        var pipeline = Pipeline.Create<int[]>("p").WithState<int>(static () => 0, static _ => throw Some.Failure("no fork"))
            .Map("m", static x => x, Some.Step("s")).Build();
        Assert.Equal("no fork", await Chains.FailureOfAsync(pipeline, [1]));
    }

    [Fact]
    public async Task Parallel_WhenTheMergeThrows_FailsTheStep()
    {
        var options = new BranchOptions().MergeWith<int>(static (_, _) => throw Some.Failure("no merge"));
        Assert.Equal("no merge", await Chains.FailureOfAsync(
            Pipeline.Create<int>("p").WithState(static () => 0).Parallel("all", [("a", Adding(1))], options).Build(), 1));
    }

    [Fact]
    public void Build_WithAMergePolicyButNoState_NamesStepAndPipeline()
    {
        var options = new BranchOptions { Merge = MergePolicy.KeepFirst };
        var error = Assert.Throws<InvalidOperationException>(Pipeline.Create<int>("order").Parallel("all", [("a", Adding(1))], options).Build);
        Assert.Equal(
            "The step 'all' of the pipeline 'order' merges states by the policy 'KeepFirst', but the pipeline has no state; give it one with WithState.",
            error.Message);
    }

    [Fact]
    public void Build_WithAMergeOfAnotherType_NamesBoth()
    {
        var options = new BranchOptions().MergeWith<string>(static (before, _) => before);
        var builder = Pipeline.Create<int>("order").WithState(static () => 0).Parallel("all", [("a", Adding(1))], options);
        Assert.Equal(
            "The step 'all' of the pipeline 'order' merges states of type string, but the state of the pipeline is of type int.",
            Assert.Throws<InvalidOperationException>(builder.Build).Message);
    }

    [Fact]
    public void WithState_Twice_Refuses()
    {
        var builder = Pipeline.Create<int>("order").WithState(static () => 0);
        Assert.Equal(
            "The pipeline 'order' already has a state, of type int.",
            Assert.Throws<InvalidOperationException>(() => builder.WithState(static () => "")).Message);
        Assert.Throws<ArgumentNullException>(() => Pipeline.Create<int>("p").WithState((Func<int>)null!));
        Assert.Throws<ArgumentNullException>(() => Pipeline.Create<int>("p").WithState(static () => 0, null!));
    }

    [Fact]
    public async Task State_OfAnotherType_NamesBothAsCSharpDoes()
    {
        var pipeline = Pipeline.Create<int>("p").WithState(static () => 0)
            .Then("a", static (x, context) => new ValueTask<int>(context.State<List<string>>().Count + x)).Build();
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal("The step 'p/a' asks for a state of type List<string>, but the state of its pipeline is of type int.", run.Error!.Message);
        Assert.Equal("The state of the run 'p' is of type int, not string.", Assert.Throws<InvalidOperationException>(() => run.State<string>()).Message);
    }

    private static Pipeline<int, int> Adding(int by) => Chains.Of($"add {by}", (x, context) =>
    {
        context.Update<int>(s => s + by);
        return new(x);
    });
}
