namespace Weir.Tests.Pipelines.Composites;

public class LoopTests
{
    private static readonly Pipeline<int, int> AddOne = Chains.Of("body", static x => x + 1);

    [Fact]
    public async Task Loop_UntilTheConditionComesTrue_RecordsEveryTurn()
    {
        var asked = 0;
        var pipeline = Pipeline.Create<int>("p").Loop("grow", AddOne, x => ++asked > 0 && x == 3, 10).Then(Some.Step("after")).Build();
        using var run = await Some.RunAsync(pipeline, 0);
        Assert.Equal((4, 3, 4), (run.Output, asked, run.Attempts));
        Assert.Equal(
            ["p/grow", "p/grow#1", "p/grow#1/do", "p/grow#2", "p/grow#2/do", "p/grow#3", "p/grow#3/do", "p/after"], Chains.Paths(run.Steps));
        Assert.Equal([1, 2, 3], run.Steps[0].Steps.Select(static s => s.Output));
    }

    [Theory]
    [InlineData(1, "The loop 'grow' made 1 turn and its exit condition did not come true.")]
    [InlineData(5, "The loop 'grow' made 5 turns and its exit condition did not come true.")]
    public async Task Loop_AtItsLimit_Fails(int limit, string sentence)
    {
        var pipeline = Pipeline.Create<int>("p").Loop("grow", AddOne, static _ => false, limit).Build();
        using var run = await Some.RunAsync(pipeline, 0);
        Assert.Equal(sentence, Assert.IsType<StepFailedException>(run.Error).Message);
        Assert.Equal("p/grow", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
        Assert.Equal(limit, run.Steps[0].Steps.Count);
    }

    [Fact]
    public async Task Loop_WhenTheConditionThrows_SaysThatItWasTheCondition()
    {
        var pipeline = Pipeline.Create<int>("p").Loop("grow", AddOne, static _ => throw Some.Failure(), 5).Build();
        Assert.Equal("The exit condition of the step 'grow' threw InvalidOperationException: it broke", await Chains.FailureOfAsync(pipeline, 0));
    }

    [Fact]
    public async Task Loop_WhenABodyFails_EndsThere()
    {
        var body = Chains.Of("body", static x => x < 2 ? x + 1 : throw Some.Failure());
        using var run = await Some.RunAsync(Pipeline.Create<int>("p").Loop("grow", body, static _ => false, 5).Build(), 0);
        Assert.Equal("p/grow#3/do", Assert.Throws<RunFailedException>(run.ThrowIfFailed).StepPath);
    }

    [Fact]
    public async Task Loop_OfAMillionTurns_NeitherOverflowsNorAllocates()
    {
        var pipeline = Pipeline.Create<int>("p").Loop("grow", AddOne, static x => x % 1_000_000 == 0, 1_000_000).Build();
        await using var executor = new Executor();
        Assert.Equal(1_000_000, await executor.InvokeAsync(pipeline, 0, Some.Token));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var call = executor.InvokeAsync(pipeline, 0, Some.Token);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(1_000_000, await call);
#if !DEBUG
        // A debug build gives every call a context of its own.
        Assert.InRange(allocated, 0, 10_000);
#else
        Assert.InRange(allocated, 0, long.MaxValue);
#endif
    }

    [Fact]
    public async Task Loop_OfTurnsThatWait_ResumesEach()
    {
        var body = Chains.Of("body", static async (x, _) =>
        {
            await Task.Yield();
            return x + 1;
        });
        using var run = await Some.RunAsync(Pipeline.Create<int>("p").Loop("grow", body, static x => x == 1000, 1000).Build(), 0);
        Assert.Equal(1000, run.Output);
        Assert.Equal(1000, run.Steps[0].Steps.Count);
    }

    [Fact]
    public async Task Loop_WhenCancelledBetweenTurns_Ends()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
        var body = Chains.Of("body", x =>
        {
            if (x == 3)
            {
                source.Cancel();
            }

            return x + 1;
        });
        await using var executor = new Executor();
        using var run = await executor.RunAsync(Pipeline.Create<int>("p").Loop("grow", body, static _ => false, 1000).Build(), 0, source.Token);
        Assert.Equal(RunStatus.Cancelled, run.Status);
        Assert.Equal(4, run.Steps[0].Steps.Count(static s => s.Status == StepStatus.Completed));
    }

    [Fact]
    public void Loop_WithBadArguments_Refuses()
    {
        var builder = Pipeline.Create<int>("p");
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => builder.Loop("l", AddOne, static _ => true, 0));
        Assert.StartsWith("maxTurns is 0; it must be at least 1.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => builder.Loop("l", null!, static _ => true, 1));
        Assert.Throws<ArgumentNullException>(() => builder.Loop("l", AddOne, null!, 1));
        Assert.Throws<ArgumentException>(() => builder.Loop("a/b", AddOne, static _ => true, 1));
    }
}
