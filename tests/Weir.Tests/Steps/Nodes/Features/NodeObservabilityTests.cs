using System.Diagnostics;
using System.Diagnostics.Metrics;
using Weir.Testing;

namespace Weir.Tests.Steps.Nodes.Features;

public class NodeObservabilityTests
{
    private static readonly NodeOptions All = new() { Observability = new() { Enabled = true } };

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Run_WithTracing_HasAnActivityForTheOperation(bool isOn, bool isGood)
    {
        var seen = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Weir.Nodes",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => Keep(seen, activity),
        };
        ActivitySource.AddActivityListener(listener);
        using var test = new Activity("test").Start();
        var node = new OrderNode(All with { Observability = All.Observability with { Tracing = isOn } }, isGood ? null : static (_, _) => OrderNode.Throw(Some.Failure()));
        using var run = await OrderNode.RunAsync(node);
        var own = seen.FindAll(activity => activity.TraceId == test.TraceId);
        Assert.Equal(isOn ? 1 : 0, own.Count);
        if (isOn)
        {
            var tags = own[0].TagObjects.ToDictionary(static tag => tag.Key, static tag => tag.Value);
            Assert.Equal("Orders.store_3", own[0].DisplayName);
            Assert.Equal(("Orders", "Effect", "2.1.0", "store_3"), (tags["weir.node.name"], tags["weir.node.kind"], tags["weir.node.version"], tags["weir.node.operation"]));
            Assert.Equal((isGood ? "Completed" : "Failed", isGood ? ActivityStatusCode.Unset : ActivityStatusCode.Error), (tags["weir.node.outcome"], own[0].Status));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_WithMetrics_CountsAndTimesTheOperation(bool isOn)
    {
        var seen = new List<(string Name, double Value)>();
        using var test = new Activity("test").Start();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Weir.Nodes")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.Start();
        var options = All with { Observability = All.Observability with { Metrics = isOn, Tracing = false }, Retry = new() { Enabled = true, MaxAttempts = 2 } };
        using var run = await OrderNode.RunAsync(new OrderNode(options, static (_, _) => OrderNode.Throw(Some.Failure())));
        Assert.Equal(isOn ? [("weir.node.calls", 1.0), ("weir.node.failures", 1.0), ("weir.node.duration", 1.0)] : [], seen);

        void Add(string name, double value)
        {
            // Other tests measure at the same time, in flows of their own.
            if (Activity.Current?.TraceId == test.TraceId)
            {
                seen.Add((name, value));
            }
        }
    }

    [Fact]
    public async Task Run_WithLogging_SaysStartEndAndFailure()
    {
        var log = new NodeLogs();
        var options = new RunOptions { Id = "r1", Services = new Services(log) };
        using var good = await OrderNode.RunAsync(new OrderNode(All), options: options);
        using var bad = await OrderNode.RunAsync(new OrderNode(All, static (_, _) => OrderNode.Throw(Some.Failure())), options: options);
        const string Start = "Debug: The operation 'store_3' of Orders starts in the run r1: {\"Customer\":\"Ada\",\"Lines\":[{\"Sku\":\"ABC\",\"Count\":2}],\"Card\":null}";
        Assert.Equal(
            [
                Start,
                "Information: The operation 'store_3' of Orders ended in the run r1 as Completed after 0 ms.",
                Start,
                "Error: The operation 'store_3' of Orders failed in the run r1 after 0 ms: System.InvalidOperationException: it broke",
            ],
            log.Lines);
    }

    [Fact]
    public async Task Run_WithoutLogging_SaysNothing()
    {
        var log = new NodeLogs();
        var node = new OrderNode(All with { Observability = All.Observability with { Logging = false } });
        using var run = await OrderNode.RunAsync(node, options: new RunOptions { Services = new Services(log) });
        Assert.Empty(log.Lines);
    }

    private static void Keep(List<Activity> seen, Activity activity)
    {
        lock (seen)
        {
            seen.Add(activity);
        }
    }
}
