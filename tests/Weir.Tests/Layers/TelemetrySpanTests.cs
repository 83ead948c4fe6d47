using Weir.Layers.Fusion;
using Weir.Layers.Telemetry;

namespace Weir.Tests.Layers;

/// <summary>What spans tell of runs, and what they never do.</summary>
public class TelemetrySpanTests
{
    private const string Secret = "hunter2";

    [Fact]
    public async Task Spans_TellWhatTheRunTells()
    {
        var time = new ManualTime();
        var start = time.GetUtcNow();
        var pipeline = Pipeline.Create<int>("order")
            .Then("price", (int x, StepContext _) =>
            {
                time.Advance(TimeSpan.FromSeconds(2));
                return new ValueTask<int>(x);
            })
            .Then("charge", (int x, StepContext context) =>
            {
                time.Advance(TimeSpan.FromSeconds(3));
                context.AddUsage(new Usage(10, 5, 0.25m));
                return new ValueTask<int>(x);
            })
            .Build();
        var (spans, hash) = await ExportAsync(pipeline, 1, time);
        Assert.Equal(["order", "order/price", "order/charge"], spans.Select(static span => span.Path));
        Assert.Equal(["order", "price", "charge"], spans.Select(static span => span.Name));
        Assert.Equal([start, start, start.AddSeconds(2)], spans.Select(static span => span.StartTime));
        Assert.Equal([5.0, 2, 3], spans.Select(static span => span.Duration.TotalSeconds));
        Assert.Equal([0, 1, 1], spans.Select(static span => span.Attempts));
        Assert.All(spans, span => Assert.Equal(("the run", "order", hash, StepStatus.Completed, null), (span.RunId, span.Pipeline, span.OptimizationsHash, span.Status, span.ErrorType)));
        Assert.Equal([new Usage(10, 5, 0.25m), default, new Usage(10, 5, 0.25m)], spans.Select(static span => span.Usage));
        Assert.Null(spans[0].Parent);
        Assert.All(spans.Skip(1), span => Assert.Same(spans[0], span.Parent));
    }

    [Fact]
    public async Task FailedStep_HasTheTypeOfItsError_AndThoseBehindItHaveNoSpan()
    {
        var pipeline = Pipeline.Create<int>("p").Then(Some.Step("fine")).Then(Some.FailingStep("broken", new ArithmeticException(Secret))).Then(Some.Step("after")).Build();
        var (spans, _) = await ExportAsync(pipeline, 1);
        Assert.Equal(
            [("p", StepStatus.Failed, "System.ArithmeticException"), ("p/fine", StepStatus.Completed, null), ("p/broken", StepStatus.Failed, "System.ArithmeticException")],
            spans.Select(static span => (span.Path, span.Status, span.ErrorType)));
    }

    [Fact]
    public async Task StepThatFailsByValue_HasATypeOfErrorToo()
    {
        var pipeline = Pipeline.Create<int>("p").Then(Step.From<int, int>("no", static (_, context) => new ValueTask<int>(context.Fail<int>(Secret)))).Build();
        var (spans, _) = await ExportAsync(pipeline, 1);
        Assert.All(spans, static span => Assert.Equal(typeof(StepFailedException).FullName, span.ErrorType));
    }

    [Fact]
    public async Task Composites_HaveWhatIsInThemBehindThem()
    {
        var item = Pipeline.Create<int>("item").Then("first", static x => x).Then("second", static x => x).Build();
        var pipeline = Pipeline.Create<int>("p").Then("list", static x => Enumerable.Range(0, x).ToArray()).Map("each", static all => all, item).Then("count", static all => all.Count).Build();
        var (spans, _) = await ExportAsync(pipeline, 2);
        Assert.Equal(
            ["p", "p/list", "p/each", "p/each[0]", "p/each[0]/first", "p/each[0]/second", "p/each[1]", "p/each[1]/first", "p/each[1]/second", "p/count"],
            spans.Select(static span => span.Path));
        Assert.Equal(["p", "list", "each", "each", "first", "second", "each", "first", "second", "count"], spans.Select(static span => span.Name));
        Assert.Equal([3, 6], spans.Index().Where(static one => one.Item.IsTurnOrItem).Select(static one => one.Index));
        Assert.Equal([null, "p", "p", "p/each", "p/each[0]", "p/each[0]", "p/each", "p/each[1]", "p/each[1]", "p"], spans.Select(static span => span.Parent?.Path));
    }

    [Fact]
    public async Task FusedSteps_SayOfHowManyTheirTimeIs()
    {
        var pipeline = Pipeline.Create<int>("p").AddFusion(new FusionOptions()).Then("a", static x => x).Then("b", static x => x).Build();
        var (spans, _) = await ExportAsync(pipeline, 1);
        Assert.Equal([1, 2, 2], spans.Select(static span => span.FusedSteps));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Spans_OfStepsThatOnlyHaveTimes_TellWhatTheirResultsTell(bool isFused, bool isStopped)
    {
        using var stop = new CancellationTokenSource();
        var (exporter, time) = (new ListExporter(), new ManualTime());
        var start = time.GetUtcNow();
        var builder = Pipeline.Create<int>("p");
        var pipeline = (isFused ? builder.AddFusion(new FusionOptions()) : builder)
            .Then("first", Slow(3)).Then("second", Slow(4))
            .Then("apart", (int x, StepContext _) =>
            {
                time.Advance(TimeSpan.FromSeconds(5));
                return new ValueTask<int>(x);
            })
            .Then("stop", (int x) =>
            {
                if (isStopped)
                {
                    stop.Cancel();
                }

                return x;
            })
            .Then("third", Slow(2)).Then("fourth", Slow(6))
            .Build();
        IReadOnlyList<StepResult> results;
        await using (var executor = exporter.NewExecutor(new TelemetryOptions { SamplingRate = 1, BatchSize = 2 }, time))
        {
            using var run = await executor.RunAsync(pipeline, 1, stop.Token);
            results = [.. run.Steps.Where(static step => step.Attempts > 0)];
        }

        Assert.Equal(
            results.Select(step => (step.Path, step.Name, step.Status, step.Attempts, start + step.StartedAfter, step.Duration, step.FusedSteps, step.Stage, step.Usage)),
            exporter.Spans.Skip(1).Select(static span => (span.Path, span.Name, span.Status, span.Attempts, span.StartTime, span.Duration, span.FusedSteps, span.Stage, span.Usage)));
        Assert.Contains(TimeSpan.FromSeconds(5), results.Select(static step => step.Duration));

        Func<int, int> Slow(int seconds) => x =>
        {
            time.Advance(TimeSpan.FromSeconds(seconds));
            return x;
        };
    }

    [Fact]
    public async Task Invoke_WhichRecordsNothing_GivesTheRunAlone()
    {
        var exporter = new ListExporter();
        await using (var executor = exporter.NewExecutor(new TelemetryOptions { SamplingRate = 1 }))
        {
            await executor.InvokeAsync(Some.Pipeline(Some.Step("a")), 1, Some.Token);
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await executor.InvokeAsync(Some.Pipeline(Some.FailingStep("a")), 1, Some.Token));
        }

        Assert.Equal(
            [("numbers", StepStatus.Completed, null), ("numbers", StepStatus.Failed, "System.InvalidOperationException")],
            exporter.Spans.Select(static span => (span.Path, span.Status, span.ErrorType)));
    }

    [Theory]
    [InlineData("hooks")]
    [InlineData("progress")]
    [InlineData("budget")]
    [InlineData("pauses")]
    [InlineData("waits")]
    [InlineData("statistics")]
    public async Task RunOfEveryKind_IsExportedOnce(string kind)
    {
        var exporter = new ListExporter();
        var builder = Pipeline.Create<int>("p").Then("a", async (int x, StepContext _) =>
        {
            if (kind == "waits")
            {
                await Task.Yield();
            }

            return x;
        });
        var pipeline = (kind == "pauses" ? builder.Pause<int>("ask", static x => $"{x}?") : builder).Build();
        var options = new RunOptions
        {
            Hooks = kind == "hooks" ? [new QuietHook()] : [],
            Progress = kind == "progress" ? new RecordingObserver() : null,
            Budget = kind == "budget" ? new Budget { Steps = 10 } : null,
        };
        await using (var executor = new Executor(new ExecutorOptions
        {
            Optimizations = new OptimizationOptions { Telemetry = new TelemetryOptions { SamplingRate = 1 } },
            TelemetryExporter = exporter,
            CollectStatistics = kind == "statistics",
        }))
        {
            (await executor.RunAsync(pipeline, 1, options, Some.Token)).Dispose();
        }

        Assert.Equal(kind == "pauses" ? StepStatus.Paused : StepStatus.Completed, Assert.Single(exporter.Runs).Status);
        Assert.Equal(("p/a", StepStatus.Completed), (exporter.Spans[1].Path, exporter.Spans[1].Status));
    }

    [Fact]
    public async Task CancelledRun_IsCancelled()
    {
        var exporter = new ListExporter();
        using var stop = new CancellationTokenSource();
        var pipeline = Pipeline.Create<int>("p").Then("wait", async (int x, StepContext context) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return x;
        }).Build();
        await using (var executor = exporter.NewExecutor(new TelemetryOptions { SamplingRate = 1 }))
        {
            (await executor.RunAsync(pipeline, 1, stop.Token)).Dispose();
        }

        Assert.Equal([("p", StepStatus.Cancelled, null), ("p/wait", StepStatus.Cancelled, null)], exporter.Spans.Select(static span => (span.Path, span.Status, span.ErrorType)));
    }

    [Fact]
    public async Task Workflow_IsExportedWithItsStages()
    {
        var exporter = new ListExporter();
        var builder = Workflow.Create("report");
        var stage = builder.AddStage("read");
        var load = stage.AddStep("load", static _ => new ValueTask<int>(7));
        builder.AddStage("write").AddStep("store", load, Some.FailingStep("store"));
        await using (var executor = exporter.NewExecutor(new TelemetryOptions { SamplingRate = 1 }))
        {
            (await executor.RunAsync(builder.Build(), Some.Token)).Dispose();
        }

        Assert.Equal(
            [("report", null, StepStatus.Failed), ("report/read/load", "read", StepStatus.Completed), ("report/write/store", "write", StepStatus.Failed)],
            exporter.Spans.Select(static span => (span.Path, span.Stage, span.Status)));
    }

    [Fact]
    public async Task Spans_NeverHaveInputsOutputsStateOrMessages()
    {
        var exporter = new ListExporter();
        var pipeline = Pipeline.Create<string>("p").WithState(static () => Secret)
            .Then("copy", static async (string text, StepContext context) =>
            {
                await context.EmitAsync(text);
                return text + text;
            })
            .Then(Step.From<string, string>("fail", static (text, _) => throw new InvalidOperationException(text)))
            .Build();
        using var heard = new ActivityTests.Heard();
        await using (var executor = exporter.NewExecutor(new TelemetryOptions { SamplingRate = 1 }))
        {
            (await executor.RunAsync(pipeline, Secret, Some.Token)).Dispose();
        }

        await using (var executor = new Executor(new ExecutorOptions { Optimizations = new OptimizationOptions { Telemetry = new TelemetryOptions { SamplingRate = 1 } } }))
        {
            (await executor.RunAsync(pipeline, Secret, Some.Token)).Dispose();
        }

        Assert.Equal(3, exporter.Spans.Count);
        Assert.DoesNotContain(Secret, string.Join('\n', exporter.Spans.Select(Text)), StringComparison.Ordinal);
        Assert.Contains("p/fail", heard.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, heard.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Spans_KeepNothingOfTheRunAlive_AlsoWhileTheyWait(bool isExported)
    {
        var exporter = new ListExporter();
        await using var executor = exporter.NewExecutor(new TelemetryOptions { SamplingRate = 1, BatchSize = isExported ? 1 : 100 }, new ManualTime());
        var output = await RunAsync(executor);
        await exporter.WaitForAsync(isExported ? 2 : 0);
        for (var i = 0; i < 20 && output.IsAlive; i++)
        {
            GC.Collect();
            await Task.Delay(1, Some.Token);
        }

        Assert.False(output.IsAlive);
        Assert.Equal(isExported ? 2 : 0, exporter.Spans.Count);
        Assert.Equal(2, executor.GetTelemetryStatistics().Spans);

        static async Task<WeakReference> RunAsync(Executor executor)
        {
            var pipeline = Pipeline.Create<int>("p").Then("make", static (int _, StepContext _) => new ValueTask<object>(new object())).Build();
            using var run = await executor.RunAsync(pipeline, 1, Some.Token);
            return new WeakReference(run.Output);
        }
    }

    /// <summary>All that can be read of a span.</summary>
    private static string Text(TelemetrySpan span) => string.Join(' ', typeof(TelemetrySpan).GetProperties().Select(property => $"{property.Name}={property.GetValue(span)}"));

    private static async Task<(IReadOnlyList<TelemetrySpan> Spans, string Hash)> ExportAsync<TOut>(Pipeline<int, TOut> pipeline, int input, TimeProvider? time = null)
    {
        var exporter = new ListExporter();
        string hash;
        await using (var executor = exporter.NewExecutor(new TelemetryOptions { SamplingRate = 1 }, time))
        {
            using var run = await executor.RunAsync(pipeline, input, new RunOptions { Id = "the run" }, Some.Token);
            hash = run.OptimizationsHash;
        }

        return (exporter.Spans, hash);
    }

    private sealed class QuietHook : RunHook;
}
