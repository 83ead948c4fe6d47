using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Weir.Layers.Telemetry;

/// <summary>Makes activities and measurements of spans: what an executor exports to that was given no exporter.</summary>
internal sealed class ActivityExporter : TelemetryExporter, IDisposable
{
    // From a microsecond to a minute; those that OpenTelemetry takes by itself begin where runs that wait for nothing have long ended.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [1e-6, 1e-5, 1e-4, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    // Of each executor its own, so that what they observe ends with it.
    private readonly ActivitySource _source;
    private readonly Meter _meter;
    private readonly Histogram<double> _runs;
    private readonly Histogram<double> _steps;

    public ActivityExporter(SpanCounts counts, string name = SourceName)
    {
        _source = new ActivitySource(name);
        _meter = new Meter(name);
        _runs = _meter.CreateHistogram("weir.run.duration", "s", "How long the sampled runs took.", null, Seconds);
        _steps = _meter.CreateHistogram("weir.step.duration", "s", "How long the steps of the sampled runs took.", null, Seconds);
        _meter.CreateObservableCounter("weir.telemetry.exported_spans", () => counts.Read().Exported, "{span}", "Spans that were exported.");
        _meter.CreateObservableCounter("weir.telemetry.dropped_spans", () => counts.Read().Dropped, "{span}", "Spans that did not fit into the queue.");
        _meter.CreateObservableCounter("weir.telemetry.failed_spans", () => counts.Read().Failed, "{span}", "Spans that could not be exported.");
        _meter.CreateObservableUpDownCounter("weir.telemetry.queued_spans", () => counts.Read().Queued, "{span}", "Spans that wait to be exported.");
    }

    /// <summary>Where runs and steps become activities.</summary>
    public ActivitySource Source => _source;

    /// <summary>Where the durations of runs go.</summary>
    public Histogram<double> Runs => _runs;

    /// <summary>Where the durations of steps go.</summary>
    public Histogram<double> Steps => _steps;

    public override bool IsListening => _source.HasListeners() || _runs.Enabled || _steps.Enabled;

    public override ValueTask ExportAsync(IReadOnlyList<TelemetrySpan> batch, CancellationToken cancellationToken)
    {
        foreach (var span in batch)
        {
            Measure(span);
            Trace(span);
        }

        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        _source.Dispose();
        _meter.Dispose();
    }

    private void Measure(TelemetrySpan span)
    {
        var isRun = span.Parent is null;
        var duration = isRun ? _runs : _steps;
        if (!duration.Enabled || span.IsTurnOrItem)
        {
            return;
        }

        var tags = new TagList { { "weir.pipeline.name", span.Pipeline } };
        if (isRun)
        {
            tags.Add("weir.run.status", span.Status.ToString());
        }
        else
        {
            tags.Add("weir.step.name", span.Name);
            tags.Add("weir.step.status", span.Status.ToString());
        }

        if (span.ErrorType is { } error)
        {
            tags.Add("error.type", error);
        }

        duration.Record(span.Duration.TotalSeconds, tags);
    }

    private void Trace(TelemetrySpan span)
    {
        var parent = span.Parent?.Context ?? span.Context;
        using var activity = _source.StartActivity(span.Parent is null ? "weir.run" : "weir.step", ActivityKind.Internal, parent, tags: null, links: null, span.StartTime);
        span.Context = activity?.Context ?? parent;
        if (activity is null)
        {
            return;
        }

        activity.DisplayName = span.Parent is null ? $"run {span.Name}" : $"step {span.Name}";
        if (activity.IsAllDataRequested)
        {
            Tag(activity, span);
        }

        activity.SetEndTime((span.StartTime + span.Duration).UtcDateTime);
    }

    private static void Tag(Activity activity, TelemetrySpan span)
    {
        activity.SetTag("weir.run.id", span.RunId).SetTag("weir.pipeline.name", span.Pipeline);
        if (span.Parent is null)
        {
            activity.SetTag("weir.run.status", span.Status.ToString()).SetTag("weir.optimizations.hash", span.OptimizationsHash);
        }
        else
        {
            activity.SetTag("weir.step.name", span.Name)
                .SetTag("weir.step.path", span.Path)
                .SetTag("weir.step.status", span.Status.ToString())
                .SetTag("weir.step.attempts", span.Attempts)
                .SetTag("weir.step.fused", span.FusedSteps > 1 ? span.FusedSteps : null)
                .SetTag("weir.stage.name", span.Stage);
        }

        if (span.Usage != default)
        {
            activity.SetTag("gen_ai.usage.input_tokens", span.Usage.InputTokens)
                .SetTag("gen_ai.usage.output_tokens", span.Usage.OutputTokens)
                .SetTag("weir.usage.cost", (double)span.Usage.Cost);
        }

        if (span.Status == StepStatus.Failed)
        {
            activity.SetTag("error.type", span.ErrorType).SetStatus(ActivityStatusCode.Error);
        }
    }
}
