using Weir.Testing;

namespace Weir.Tests.Workflows.Measuring;

public class WorkflowStatisticsTests
{
    [Fact(Timeout = 60_000)]
    public async Task GetStatistics_OfWorkflows_TellsDurationsAndEfficiencyByWorkflowAndStage()
    {
        var scheduler = new DeterministicScheduler(1);
        var workflow = new TimedWorkflow(("a1", 10, []), ("a2", 10, []), ("b1", 20, ["a1", "a2"])).Build(scheduler);
        var statistics = await scheduler.RunAsync(async () =>
        {
            await using var executor = new Executor(new ExecutorOptions { CollectStatistics = true, Time = scheduler.Time, MaxParallel = 2 });
            for (var i = 0; i < 3; i++)
            {
                using var run = await executor.RunAsync(workflow);
            }

            return executor.GetStatistics();
        });
        var timed = Assert.Single(statistics.Workflows).Value;
        Assert.Equal(("timed", 3, TimeSpan.FromMilliseconds(30), 1.0), (timed.Name, timed.Runs, timed.AverageDuration, timed.AverageEfficiency));
        Assert.Equal(timed.Durations.Max, timed.Durations.P99);
        Assert.Equal(["a 3 10", "b 3 20"], timed.Stages.Values.Select(static one => $"{one.Name} {one.Runs} {one.AverageDuration.TotalMilliseconds}"));
        Assert.Equal([6, 3], timed.Stages.Values.Select(static one => one.Completed));
        Assert.Equal(statistics.ExecutionCount, timed.Runs);
    }

    [Fact]
    public async Task GetStatistics_OfRunsThatDidNotComplete_CountsTheirStepsButNoEfficiency()
    {
        var builder = Workflow.Create("w");
        var fails = builder.AddStage("one").AddStep<int>("fails", static _ => throw Some.Failure());
        builder.AddStage("two").AddStep("skipped", fails, static (x, _) => new ValueTask<int>(x));
        await using var executor = new Executor(new ExecutorOptions { CollectStatistics = true });
        using var run = await executor.RunAsync(builder.Build(), Some.Token);
        using var cancelled = await executor.RunAsync(builder.Build(), new CancellationToken(canceled: true));
        var statistics = executor.GetStatistics().Workflows["w"];
        Assert.Equal((2, null), (statistics.Runs, statistics.AverageEfficiency));
        Assert.Equal(["one: 1 run, 1 failed, 0 skipped, 1 cancelled", "two: 0 run, 0 failed, 1 skipped, 1 cancelled"], statistics.Stages.Values.Select(
            static one => $"{one.Name}: {one.Runs} run, {one.Failed} failed, {one.Skipped} skipped, {one.Cancelled} cancelled"));
    }

    [Fact]
    public async Task GetStatistics_OfMoreNamesThanAreCountedApart_CountsTheOthersTogether()
    {
        await using var executor = new Executor(new ExecutorOptions { CollectStatistics = true });
        for (var i = 0; i < TelemetryMetrics.MaxNames + 3; i++)
        {
            var builder = Workflow.Create($"w{i}");
            for (var stage = 0; stage < (i == 0 ? WorkflowStatistics.MaxStages + 2 : 1); stage++)
            {
                builder.AddStage($"s{stage}").AddStep($"a{stage}", static _ => new ValueTask<int>(1));
            }

            using var run = await executor.RunAsync(builder.Build(), Some.Token);
        }

        var workflows = executor.GetStatistics().Workflows;
        Assert.Equal(TelemetryMetrics.MaxNames + 1, workflows.Count);
        Assert.Equal(3, workflows[TelemetryMetrics.OtherNames].Runs);
        Assert.Equal(WorkflowStatistics.MaxStages + 1, workflows["w0"].Stages.Count);
        Assert.Equal(2, workflows["w0"].Stages[WorkflowStatistics.OtherStages].Completed);
    }

    [Fact]
    public async Task GetStatistics_OfAPipeline_HasNoWorkflow()
    {
        await using var executor = new Executor(new ExecutorOptions { CollectStatistics = true });
        using var run = await executor.RunAsync(Some.Pipeline(Some.Step("a")), 1, Some.Token);
        Assert.Empty(executor.GetStatistics().Workflows);
    }

    [Fact(Timeout = 60_000)]
    public async Task GetStatistics_WhileManyRunsEnd_AddsUp()
    {
        var builder = Workflow.Create("w");
        var a = builder.AddStage("one").AddStep("a", static _ => new ValueTask<int>(1));
        builder.AddStage("two").AddStep("b", a, static (x, _) => new ValueTask<int>(x));
        var workflow = builder.Build();
        await using var executor = new Executor(new ExecutorOptions { CollectStatistics = true });
        var all = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    using var run = await executor.RunAsync(workflow, Some.Token);
                    Check(executor.GetStatistics());
                }
            },
            Some.Token)));
        await all;
        var end = executor.GetStatistics();
        Check(end);
        Assert.Equal((400, 400, 400), (end.Workflows["w"].Runs, end.Workflows["w"].Stages["one"].Runs, end.Workflows["w"].Stages["two"].Completed));

        static void Check(ExecutorStatistics read)
        {
            var one = read.Workflows["w"];
            Assert.InRange(one.AverageEfficiency!.Value, 0, 1);
            Assert.Equal(one.Stages["one"].Completed, one.Stages["one"].Runs);
            Assert.Equal(one.Stages["one"].Completed, one.Stages["two"].Completed);
        }
    }
}
