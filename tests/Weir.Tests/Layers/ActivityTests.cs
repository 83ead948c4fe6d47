using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Weir.Layers.Telemetry;

namespace Weir.Tests.Layers;

/// <summary>The activities and measurements of an executor that was given no exporter. Other tests run at the same time, so each looks for pipelines of its own.</summary>
public class ActivityTests
{
    private static readonly OptimizationOptions All = new() { Telemetry = new TelemetryOptions { SamplingRate = 1 } };

    [Fact]
    public async Task Activities_HaveNamesTimesAndAttributesOfTheRun()
    {
        using var heard = new Heard();
        var time = new ManualTime();
        var start = time.GetUtcNow();
        var pipeline = Pipeline.Create<int>("activities of a run")
            .Then("slow", (int x, StepContext _) =>
            {
                time.Advance(TimeSpan.FromSeconds(2));
                return new ValueTask<int>(x);
            })
            .Then(Some.FailingStep("broken", new ArithmeticException("no")))
            .Build();
        await using (var executor = new Executor(new ExecutorOptions { Optimizations = All, Time = time }))
        {
            (await executor.RunAsync(pipeline, 1, Some.Token)).Dispose();
        }

        var activities = heard.Of(pipeline.Name);
        Assert.Equal(["weir.run", "weir.step", "weir.step"], activities.Select(static one => one.OperationName));
        Assert.Equal(["run activities of a run", "step slow", "step broken"], activities.Select(static one => one.DisplayName));
        Assert.Equal([start.UtcDateTime, start.UtcDateTime, start.UtcDateTime.AddSeconds(2)], activities.Select(static one => one.StartTimeUtc));
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2), TimeSpan.FromTicks(1)], activities.Select(static one => one.Duration));
        Assert.All(activities, static one => Assert.Equal(ActivityKind.Internal, one.Kind));
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset, ActivityStatusCode.Error], activities.Select(static one => one.Status));
        Assert.Equal(["System.ArithmeticException", null, "System.ArithmeticException"], activities.Select(static one => one.GetTagItem("error.type")));
        Assert.Equal(["Failed", null, null], activities.Select(static one => one.GetTagItem("weir.run.status")));
        Assert.Equal([null, "Completed", "Failed"], activities.Select(static one => one.GetTagItem("weir.step.status")));
        Assert.Equal([null, "activities of a run/slow", "activities of a run/broken"], activities.Select(static one => one.GetTagItem("weir.step.path")));
        Assert.Equal([null, 1, 1], activities.Select(static one => one.GetTagItem("weir.step.attempts")));
        Assert.All(activities.Skip(1), step => Assert.Equal(activities[0].SpanId, step.ParentSpanId));
    }

    [Fact]
    public async Task Listener_IsHeardFromTheNextRunOn()
    {
        var pipeline = Pipeline.Create<int>("activities of a late listener").Then("a", static x => x).Build();
        await using var executor = new Executor(new ExecutorOptions { Optimizations = All });
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        using var heard = new Heard();
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        (await executor.RunAsync(pipeline, 1, new RunOptions { Id = "heard" }, Some.Token)).Dispose();
        await executor.Plans.FlushAsync();
        Assert.Equal(["heard", "heard"], heard.Of(pipeline.Name).Select(static one => one.GetTagItem("weir.run.id")).Where(static id => id is "heard"));
        Assert.InRange(heard.Of(pipeline.Name).Count, 3, 4);
    }

    [Fact]
    public async Task Run_InsideAnActivity_BelongsToIt_AndLeavesItAlone()
    {
        using var heard = new Heard();
        using var around = Listen("the request", []);
        using var source = new ActivitySource("the request");
        var pipeline = Pipeline.Create<int>("activities in an activity").Then("a", static x => x).Build();
        Activity request;
        await using (var executor = new Executor(new ExecutorOptions { Optimizations = All }))
        {
            request = source.StartActivity("request")!;
            (await executor.RunAsync(pipeline, 1, Some.Token)).Dispose();
            Assert.Same(request, Activity.Current);
            request.Stop();
        }

        var activities = heard.Of(pipeline.Name);
        Assert.Equal((request.SpanId, request.TraceId), (activities[0].ParentSpanId, activities[0].TraceId));
        Assert.Equal((activities[0].SpanId, request.TraceId), (activities[1].ParentSpanId, activities[1].TraceId));
    }

    [Fact]
    public async Task Composites_AreParentsOfWhatIsInThem_AlsoOverBatches()
    {
        using var heard = new Heard();
        var item = Pipeline.Create<int>("item").Then("first", static x => x).Then("second", static x => x).Build();
        var pipeline = Pipeline.Create<int>("activities of items").Then("list", static x => Enumerable.Range(0, x).ToArray()).Map("each", static all => all, item).Build();
        var options = new OptimizationOptions { Telemetry = new TelemetryOptions { SamplingRate = 1, BatchSize = 1 } };
        await using (var executor = new Executor(new ExecutorOptions { Optimizations = options }))
        {
            (await executor.RunAsync(pipeline, 1, Some.Token)).Dispose();
        }

        var byPath = heard.Of(pipeline.Name).ToDictionary(static one => (string?)one.GetTagItem("weir.step.path") ?? "");
        Assert.Equal(6, byPath.Count);
        Assert.Equal("step each", byPath["activities of items/each[0]"].DisplayName);
        foreach (var (path, parent) in new[] { ("/list", ""), ("/each", ""), ("/each[0]", "/each"), ("/each[0]/first", "/each[0]"), ("/each[0]/second", "/each[0]") })
        {
            Assert.Equal(byPath[parent.Length == 0 ? "" : pipeline.Name + parent].SpanId, byPath[pipeline.Name + path].ParentSpanId);
        }
    }

    [Fact]
    public async Task Instruments_MeasureRunsAndSteps_AndCountSpans()
    {
        var pipeline = Pipeline.Create<int>("measured").Then("fine", static x => x).Then(Some.FailingStep("broken")).Build();
        var measured = new ConcurrentQueue<string>();
        long exported = 0;
        await using (var executor = new Executor(new ExecutorOptions { Optimizations = All }))
        {
            using var listener = new MeterListener { InstrumentPublished = static (instrument, all) =>
            {
                if (instrument.Meter.Name == TelemetryExporter.SourceName)
                {
                    all.EnableMeasurementEvents(instrument);
                }
            } };
            listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => measured.Enqueue($"{instrument.Name} {instrument.Unit} {string.Join(' ', tags.ToArray().Select(static tag => tag.Value))}"));
            listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Interlocked.Add(ref exported, instrument.Name == "weir.telemetry.exported_spans" ? value : 0));
            listener.Start();
            (await executor.RunAsync(pipeline, 1, Some.Token)).Dispose();
            await executor.Plans.FlushAsync();
            listener.RecordObservableInstruments();
        }

        Assert.Equal(
            ["weir.run.duration s measured Failed System.InvalidOperationException", "weir.step.duration s measured fine Completed", "weir.step.duration s measured broken Failed System.InvalidOperationException"],
            measured.Where(static one => one.Contains(" s measured ", StringComparison.Ordinal)));
        Assert.True(exported >= 3);
    }

    [Fact]
    public void Exporter_WithoutAListener_DoesNotListen()
    {
        using var exporter = new ActivityExporter(new SpanCounts(), "nobody knows this name");
        Assert.False(exporter.IsListening);
        using var listener = Listen("nobody knows this name", []);
        Assert.True(exporter.IsListening);
    }

    internal static ActivityListener Listen(string source, ConcurrentQueue<Activity> heard)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = one => one.Name == source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = heard.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>All activities of Weir, while it is not disposed.</summary>
    internal sealed class Heard : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _activities = new();
        private readonly ActivityListener _listener;

        public Heard() => _listener = Listen(TelemetryExporter.SourceName, _activities);

        public string Text => string.Join('\n', _activities.Select(static one => $"{one.DisplayName} {one.StatusDescription} {string.Join(' ', one.TagObjects)} {string.Join(' ', one.Events)}"));

        public IReadOnlyList<Activity> Of(string pipeline) => [.. _activities.Where(one => (string?)one.GetTagItem("weir.pipeline.name") == pipeline)];

        public void Dispose() => _listener.Dispose();
    }
}
