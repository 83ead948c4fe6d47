using System.Diagnostics;
using Weir.Layers.Telemetry;

namespace Weir.Tests.Layers;

public class TelemetryStrategyTests
{
    private static readonly TelemetryOptions All = new() { SamplingRate = 1 };

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.7)]
    [InlineData(0.9)]
    [InlineData(1)]
    public async Task SamplingRate_OverAThousandRuns_IsMetToWithinThree(double rate)
    {
        var exporter = new ListExporter();
        await using (var executor = exporter.NewExecutor(new TelemetryOptions { SamplingRate = rate }))
        {
            await RunAsync(executor, Some.Pipeline(Some.Step("a")), 1_000);
        }

        Assert.InRange(exporter.Runs.Count, (1_000 * rate) - 3, (1_000 * rate) + 3);
    }

    [Fact]
    public async Task SamplingRate_OfPipelinesInTurn_IsThatOfEach()
    {
        var exporter = new ListExporter();
        Pipeline<int, int>[] pipelines = [Named("a"), Named("b")];
        await using (var executor = exporter.NewExecutor(new TelemetryOptions { SamplingRate = 0.5 }))
        {
            for (var i = 0; i < 1_000; i++)
            {
                await executor.InvokeAsync(pipelines[i % 2], 1, Some.Token);
            }
        }

        Assert.All(pipelines, one => Assert.InRange(exporter.Runs.Count(run => run.Pipeline == one.Name), 240, 260));
    }

    [Fact]
    public async Task Sampling_OfTheSameSequence_ChoosesTheSameRuns()
    {
        Assert.Equal(await ChosenAsync(), await ChosenAsync());

        static async Task<IReadOnlyList<string>> ChosenAsync()
        {
            var exporter = new ListExporter();
            await using (var executor = exporter.NewExecutor(new TelemetryOptions { SamplingRate = 0.4 }))
            {
                for (var i = 0; i < 50; i++)
                {
                    (await executor.RunAsync(Named("p"), 1, new RunOptions { Id = $"run {i}" }, Some.Token)).Dispose();
                }
            }

            return [.. exporter.Runs.Select(static run => run.RunId)];
        }
    }

    [Fact]
    public async Task Run_ThatIsSampled_HasAllItsSpansOrNone()
    {
        var exporter = new ListExporter();
        await using (var executor = exporter.NewExecutor(new TelemetryOptions { SamplingRate = 0.5, BatchSize = 7 }))
        {
            await RunAsync(executor, Some.Pipeline(Some.Step("a"), Some.Step("b")), 100);
        }

        Assert.All(exporter.Spans.GroupBy(static span => span.RunId), static run => Assert.Equal(["numbers", "numbers/a", "numbers/b"], run.Select(static span => span.Path)));
    }

    [Fact]
    public async Task Run_InsideARecordedActivity_IsExportedAtAnyRate()
    {
        using var listener = ActivityTests.Listen("around", []);
        using var source = new ActivitySource("around");
        var exporter = new ListExporter();
        await using (var executor = exporter.NewExecutor(new TelemetryOptions { SamplingRate = 0 }))
        {
            await RunAsync(executor, Named("outside"), 5);
            using (source.StartActivity("request"))
            {
                await RunAsync(executor, Named("inside"), 5);
            }
        }

        Assert.Equal(Enumerable.Repeat("inside", 5), exporter.Runs.Select(static run => run.Pipeline));
    }

    [Fact]
    public async Task Run_WhileNobodyListens_IsNotSampled()
    {
        var exporter = new ListExporter { Listens = false };
        await using var executor = exporter.NewExecutor(All);
        await RunAsync(executor, Named("before"), 3);
        exporter.Listens = true;
        await RunAsync(executor, Named("after"), 2);
        Assert.Equal((2, 4), (executor.GetTelemetryStatistics().SampledRuns, executor.GetTelemetryStatistics().Spans));
    }

    [Fact]
    public async Task Run_WhereTelemetryIsOffOrNotSaid_IsNotExported()
    {
        var exporter = new ListExporter();
        foreach (var options in new[] { null, new TelemetryOptions { Enabled = false, SamplingRate = 1 } })
        {
            await using var executor = exporter.NewExecutor(options);
            await RunAsync(executor, Named("p"), 5);
            Assert.Equal(new TelemetryStatistics(0, 0, 0, 0, 0, null), executor.GetTelemetryStatistics());
        }

        Assert.Empty(exporter.Spans);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pipeline_GoesBeforeItsExecutor(bool inCode)
    {
        var exporter = new ListExporter();
        var (on, off) = (With(new TelemetryOptions { SamplingRate = 1 }, inCode, "on"), With(new TelemetryOptions { Enabled = false }, inCode, "off"));
        await using (var executor = exporter.NewExecutor(null))
        {
            await RunAsync(executor, on, 2);
        }

        await using (var executor = exporter.NewExecutor(All))
        {
            await RunAsync(executor, off, 2);
            await RunAsync(executor, Named("other"), 1);
        }

        Assert.Equal(["on", "on", "other"], exporter.Runs.Select(static run => run.Pipeline));
    }

    [Fact]
    public async Task Pipeline_InsideAnother_IsDecidedByThat()
    {
        var exporter = new ListExporter();
        var inner = Pipeline.Create<int>("inner").AddTelemetry(new TelemetryOptions { Enabled = false }).Then("a", static x => x).Build();
        var outer = Pipeline.Create<int>("outer").Then("whole", inner).Build();
        await using (var executor = exporter.NewExecutor(All))
        {
            await RunAsync(executor, outer, 1);
        }

        Assert.Equal(["outer", "outer/whole", "outer/whole/a"], exporter.Spans.Select(static span => span.Path));
    }

    [Fact]
    public async Task DisableOptimizations_EndsTelemetryOfOptions_AndExportsWhatWaits()
    {
        var exporter = new ListExporter();
        var time = new ManualTime();
        await using var executor = exporter.NewExecutor(All, time);
        await RunAsync(executor, Named("before"), 1);
        executor.DisableOptimizations();
        await exporter.WaitForAsync(1);
        await RunAsync(executor, Named("after"), 1);
        executor.EnableOptimizations();
        await RunAsync(executor, Named("again"), 1);
        await executor.DisposeAsync();
        Assert.Equal(["before", "again"], exporter.Runs.Select(static run => run.Pipeline));
        Assert.Equal((2, 4, 4), (executor.GetTelemetryStatistics().SampledRuns, executor.GetTelemetryStatistics().Spans, executor.GetTelemetryStatistics().Exported));
    }

    [Fact]
    public async Task RunInFlight_WhenItsOptionsAreRemoved_IsStillExported()
    {
        var exporter = new ListExporter();
        var gate = new TaskCompletionSource();
        var pipeline = Pipeline.Create<int>("p").Then("wait", async (int x, StepContext _) =>
        {
            await gate.Task;
            return x;
        }).Build();
        await using var executor = exporter.NewExecutor(All);
        var running = executor.RunAsync(pipeline, 1, Some.Token);
        executor.DisableOptimizations();
        gate.SetResult();
        (await running).Dispose();
        await executor.DisposeAsync();
        Assert.Equal(["p", "p/wait"], exporter.Spans.Select(static span => span.Path));
    }

    [Fact]
    public void AddTelemetry_Twice_OrWithABatchLongerThanTheQueue_IsRefused()
    {
        var once = Pipeline.Create<int>("p").AddTelemetry();
        Assert.Contains("'p' has telemetry twice", Assert.Throws<InvalidOperationException>(() => once.AddTelemetry()).Message, StringComparison.Ordinal);
        var error = Assert.Throws<ArgumentException>(static () => Pipeline.Create<int>("p").AddTelemetry(new TelemetryOptions { BatchSize = 500, QueueLength = 100 }));
        Assert.Contains("BatchSize is 500, but QueueLength is 100", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telemetry_ChangesNothingThatARunGives()
    {
        foreach (var one in LayerCase.All)
        {
            Assert.Equal(await LayerProbe.SeeAsync(one, [], onStep: false), await LayerProbe.SeeAsync(one, [], onStep: false, new OptimizationOptions { Telemetry = All with { BatchSize = 1 } }));
        }
    }

    private static Pipeline<int, int> Named(string name) => Pipeline.Create<int>(name).Then("a", static x => x + 1).Build();

    private static Pipeline<int, int> With(TelemetryOptions options, bool inCode, string name)
    {
        var builder = Pipeline.Create<int>(name).Then("a", static x => x + 1);
        return (inCode ? builder.AddTelemetry(options) : builder.Optimize(new OptimizationOptions { Telemetry = options })).Build();
    }

    private static async Task RunAsync(Executor executor, Pipeline<int, int> pipeline, int runs)
    {
        for (var i = 0; i < runs; i++)
        {
            (await executor.RunAsync(pipeline, 1, Some.Token)).Dispose();
        }
    }
}
