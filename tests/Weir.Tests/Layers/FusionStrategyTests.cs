using Weir.Layers.Fusion;

namespace Weir.Tests.Layers;

public class FusionStrategyTests
{
    private static readonly OptimizationOptions Fused = new() { Fusion = new FusionOptions() };

    [Fact]
    public async Task Run_OfStepsThatOnlyCompute_TakesTheirTimeOnceAndSharesItEqually()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Fused, Time = time });
        var pipeline = Pipeline.Create<int>("numbers")
            .Then("one", Slow(time, 10))
            .Then("two", Slow(time, 20))
            .Then("text", (int x) => $"{x}")
            .Then("length", (string text) => text.Length)
            .Build();
        using var run = await executor.RunAsync(pipeline, 98, Some.Token);
        Assert.Equal([99, 100, "100", 3], run.Steps.Select(static step => step.Output));
        Assert.Equal([4, 4, 4, 4], run.Steps.Select(static step => step.FusedSteps));
        Assert.Equal([7.5, 7.5, 7.5, 7.5], run.Steps.Select(static step => step.Duration.TotalMilliseconds));
        Assert.Equal([0, 7.5, 15, 22.5], run.Steps.Select(static step => step.StartedAfter.TotalMilliseconds));
        Assert.Equal((30, 4), (run.Duration.TotalMilliseconds, run.Attempts));
    }

    [Fact]
    public async Task Run_OfStepsBetweenOthers_FusesNeighboursOnly()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Fused, Time = time });
        var pipeline = Pipeline.Create<int>("mixed")
            .Then("first", Slow(time, 1))
            .Then("sees", (x, _) => new ValueTask<int>(Slow(time, 2)(x)))
            .Then("third", Slow(time, 3))
            .Then("fourth", Slow(time, 5))
            .Then("guarded", Slow(time, 7), static step => step.Retry(2))
            .Build();
        using var run = await executor.RunAsync(pipeline, 0, Some.Token);
        Assert.Equal([1, 1, 2, 2, 1], run.Steps.Select(static step => step.FusedSteps));
        Assert.Equal([1, 2, 4, 4, 7], run.Steps.Select(static step => step.Duration.TotalMilliseconds));
        Assert.Equal(5, run.Output);
    }

    [Fact]
    public async Task Run_OfFewerThanMinSteps_IsNotFused()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { Fusion = new FusionOptions { MinSteps = 4 } } });
        using var run = await executor.RunAsync(Numbers(3).Build(), 0, Some.Token);
        Assert.All(run.Steps, static step => Assert.Equal(1, step.FusedSteps));
    }

    [Fact]
    public async Task Run_ThatThrowsAmongThem_FailsAtThatStepAndSkipsTheRest()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Fused });
        var pipeline = Numbers(2).Then("throws", (Func<int, int>)(static _ => throw Some.Failure("no"))).Then("never", static (int x) => x).Build();
        using var run = await executor.RunAsync(pipeline, 0, Some.Token);
        Assert.Equal([StepStatus.Completed, StepStatus.Completed, StepStatus.Failed, StepStatus.Skipped], run.Steps.Select(static step => step.Status));
        Assert.Equal("no", run.Steps[2].Error!.Message);
        Assert.Equal([3, 3, 3, 1], run.Steps.Select(static step => step.FusedSteps));
        Assert.Equal(3, run.Attempts);
    }

    [Fact]
    public async Task Run_CancelledAmongThem_EndsBeforeTheNextStep()
    {
        using var source = new CancellationTokenSource();
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Fused });
        var pipeline = Numbers(1).Then("cancels", (int x) =>
        {
            source.Cancel();
            return x;
        }).Then("same", static (int x) => x).Then("text", static (int x) => $"{x}").Build();
        using var run = await executor.RunAsync(pipeline, 0, source.Token);
        Assert.Equal(RunStatus.Cancelled, run.Status);
        Assert.Equal([StepStatus.Completed, StepStatus.Completed, StepStatus.Cancelled, StepStatus.Cancelled], run.Steps.Select(static step => step.Status));
        Assert.Equal([2, 2, 1, 1], run.Steps.Select(static step => step.FusedSteps));
    }

    [Fact]
    public async Task Run_ThatIsObserved_TellsOfEachStepWithItsOwnTime()
    {
        var time = new ManualTime();
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Fused, Time = time });
        var pipeline = Pipeline.Create<int>("observed").Then("one", Slow(time, 10)).Then("two", Slow(time, 20)).Build();
        var ended = new List<TimeSpan>();
        var progress = new Reports(ended);
        using var run = await executor.RunAsync(pipeline, 0, new RunOptions { Progress = progress }, Some.Token);
        Assert.Equal([10, 20], run.Steps.Select(static step => step.Duration.TotalMilliseconds));
        Assert.Equal([10, 20], ended.Select(static one => one.TotalMilliseconds));
        Assert.All(run.Steps, static step => Assert.Equal(1, step.FusedSteps));
    }

    [Fact]
    public async Task AddFusion_OfAPipeline_FusesItUnderAnyExecutor()
    {
        await using var executor = new Executor();
        using var run = await executor.RunAsync(Numbers(3).AddFusion().Build(), 0, Some.Token);
        Assert.Equal([3, 3, 3], run.Steps.Select(static step => step.FusedSteps));
        using var off = await executor.RunAsync(Numbers(3).AddFusion(new FusionOptions { Enabled = false }).Build(), 0, Some.Token);
        Assert.Equal([1, 1, 1], off.Steps.Select(static step => step.FusedSteps));
        Assert.Throws<InvalidOperationException>(static () => Numbers(1).AddFusion().AddFusion());
    }

    [Fact]
    public async Task Invoke_GivesTheSameValue()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Fused });
        var pipeline = Numbers(20).Then("text", static (int x) => $"{x}").Then("length", static (string text) => text.Length).Build();
        Assert.Equal(3, await executor.InvokeAsync(pipeline, 80, Some.Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await executor.InvokeAsync(
            Numbers(3).Then("throws", (Func<int, int>)(static _ => throw Some.Failure())).Build(), 1, Some.Token));
    }

    [Fact]
    public async Task Run_ThatKeepsReferences_LetsThemGo()
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = Fused });
        var pipeline = Pipeline.Create<int>("kept").Then("make", static (int _) => new object()).Then("same", static (object one) => one).Build();
        var seen = await KeepAsync(executor, pipeline);
        GC.Collect();
        Assert.False(seen.TryGetTarget(out _));
    }

    private static async Task<WeakReference<object>> KeepAsync(Executor executor, Pipeline<int, object> pipeline)
    {
        using var run = await executor.RunAsync(pipeline, 0, Some.Token);
        return new WeakReference<object>(run.Output);
    }

    private static PipelineBuilder<int, int> Numbers(int count) =>
        Enumerable.Range(1, count).Aggregate(Pipeline.Create<int>("numbers"), static (builder, number) => builder.Then($"add {number}", static (int x) => x + 1));

    private static Func<int, int> Slow(ManualTime time, int milliseconds) => x =>
    {
        time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return x + 1;
    };

    private sealed class Reports(List<TimeSpan> ended) : IProgress<RunEvent>
    {
        public void Report(RunEvent value)
        {
            if (value is StepEnded step)
            {
                ended.Add(step.Result.Duration);
            }
        }
    }
}
