using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Weir.Layers.Telemetry;

namespace Weir;

/// <summary>What looks at runs from outside: counts them, exports them, or both.</summary>
internal sealed class RunWatch
{
    private readonly RunSeries? _series;
    private readonly SpanQueue? _spans;

    // What to ask first, at every run, and without a way round; null: nothing can say that a run is nothing to this.
    private readonly ActivitySource? _source;
    private readonly Histogram<double>? _runs;
    private readonly Histogram<double>? _steps;

    private RunWatch(RunSeries? series, SpanQueue? spans)
    {
        _series = series;
        _spans = spans;
        if (series is null && spans?.Own is { } own)
        {
            (_source, _runs, _steps) = (own.Source, own.Runs, own.Steps);
        }
    }

    /// <param name="series">Where they are counted; null: nowhere.</param>
    /// <param name="spans">Where they are exported; null: nowhere.</param>
    public static RunWatch? Of(RunSeries? series, SpanQueue? spans) => series is null && spans is null ? null : new RunWatch(series, spans);

    /// <summary>Whether it has to be told of runs that begin now; false: they are not counted, and nobody listens.</summary>
    /// <param name="areRecorded">Whether there will be something to tell of their steps.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAwake(bool areRecorded) => _source is null || _source.HasListeners() || _runs!.Enabled || (areRecorded && _steps!.Enabled);

    /// <summary>A run begins. Null: it is not exported.</summary>
    public SampledRun? Begin()
    {
        _series?.Begin();
        return _spans?.Begin();
    }

    /// <summary>Whether it has to be told when a run ends, and how long it took: not where it is neither counted nor exported.</summary>
    public bool Needs(SampledRun? sampled) => _series is not null || sampled is not null;

    /// <summary>A run of a pipeline ends.</summary>
    public void End(long ticks, StepFailure? failure) => _series?.End(ticks, failure);

    /// <summary>A run of a workflow ends.</summary>
    public void End(RunSession session, SampledRun? sampled)
    {
        var outcome = session.Outcome;
        var (duration, status, failure) = (outcome?.Duration ?? session.Elapsed, outcome?.Status ?? RunStatus.Failed, outcome?.Failure);
        _series?.End(duration, status, failure);
        if (sampled is not null)
        {
            _spans!.Add(sampled, new RunOutcome
            {
                Id = session.Scope.Id,
                Address = new StepAddress(null, session.Name),
                OptimizationsHash = session.Plans.Hash,
                Status = StatusOf(status),
                Duration = duration,
                Error = ErrorOf(failure),
                Usage = session.Scope.Usage,
                Steps = outcome?.Steps ?? [],
            });
        }
    }

    /// <summary>Exports a run of a pipeline that has ended.</summary>
    /// <param name="sampled">What was decided when it began.</param>
    /// <param name="run">The run.</param>
    /// <param name="address">The address of the pipeline.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="isRecorded">Whether there are results of its steps.</param>
    /// <param name="times">When its steps ended; null: their results say more.</param>
    public void Export(SampledRun sampled, IRunData run, StepAddress address, TimeSpan duration, bool isRecorded, StepTimes? times) => _spans!.Add(sampled, new RunOutcome
    {
        Id = run.Scope.Id,
        Address = address,
        OptimizationsHash = run.OptimizationsHash,
        Status = StatusOf(run.Status),
        Duration = duration,
        Error = ErrorOf(run.Failure),
        Usage = run.Scope.Usage,
        Times = times,
        Steps = isRecorded && times is null ? run.Steps : [],
    });

    private static StepStatus StatusOf(RunStatus status) => status switch
    {
        RunStatus.Completed => StepStatus.Completed,
        RunStatus.Cancelled => StepStatus.Cancelled,
        RunStatus.Paused => StepStatus.Paused,
        _ => StepStatus.Failed,
    };

    // A step that failed without throwing has its exception when somebody asks for it.
    private static Type? ErrorOf(StepFailure? failure) => failure is { Status: StepStatus.Failed } ? failure.ErrorType ?? typeof(StepFailedException) : null;
}
