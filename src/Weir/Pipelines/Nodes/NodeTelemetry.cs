using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Weir;

/// <summary>What nodes tell the world: activities and meters of the name <c>Weir.Nodes</c>.</summary>
internal static class NodeTelemetry
{
    public const string SourceName = "Weir.Nodes";

    private static readonly ActivitySource Source = new(SourceName);
    private static readonly Meter Meter = new(SourceName);
    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("weir.node.calls", "{call}", "Operations that were called.");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("weir.node.failures", "{call}", "Operations that failed, after all their attempts.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("weir.node.duration", "s", "How long operations took, waits between attempts included.");
    private static readonly Counter<long> Letters = Meter.CreateCounter<long>("weir.node.dead_letters", "{letter}", "Inputs that were put aside.");
    private static readonly Counter<long> LostLetters = Meter.CreateCounter<long>("weir.node.dead_letters.lost", "{letter}", "Inputs that were to be put aside, and nobody took them.");
    private static readonly Counter<long> Alerts = Meter.CreateCounter<long>("weir.node.dead_letters.alerts", "{alert}", "How often the number of dead letters reached the threshold again.");

    public static Activity? Start(NodeIdentity node, string operation)
    {
        var activity = Source.StartActivity($"{node.Name}.{operation}");
        activity?.SetTag("weir.node.name", node.Name)
            .SetTag("weir.node.kind", node.Kind.ToString())
            .SetTag("weir.node.version", node.Version)
            .SetTag("weir.node.operation", operation);
        return activity;
    }

    public static void End(Activity? activity, StepStatus outcome, string? errorType)
    {
        activity?.SetTag("weir.node.outcome", outcome.ToString());
        if (outcome == StepStatus.Failed)
        {
            activity?.SetTag("error.type", errorType).SetStatus(ActivityStatusCode.Error);
        }

        activity?.Dispose();
    }

    public static void Measure(NodeIdentity node, string operation, StepStatus outcome, TimeSpan duration)
    {
        var tags = Tags(node, operation);
        Calls.Add(1, tags);
        if (outcome == StepStatus.Failed)
        {
            Failures.Add(1, tags);
        }

        Duration.Record(duration.TotalSeconds, tags);
    }

    public static void CountLetter(NodeIdentity node, string operation, bool isLost) => (isLost ? LostLetters : Letters).Add(1, Tags(node, operation));

    public static void CountAlert(NodeIdentity node, string operation) => Alerts.Add(1, Tags(node, operation));

    private static TagList Tags(NodeIdentity node, string operation) => new([new("weir.node.name", node.Name), new("weir.node.operation", operation)]);
}
