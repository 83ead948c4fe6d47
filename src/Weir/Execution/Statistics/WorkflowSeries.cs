namespace Weir;

/// <summary>What is counted of the runs of workflows of one name, when they end.</summary>
internal sealed class WorkflowSeries(string name, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly LatencyHistogram _durations = new();

    // All under _gate.
    private readonly Dictionary<string, StageSeries> _stages = new(StringComparer.Ordinal);
    private double _efficiencies;
    private long _completed;

    /// <summary>A run ended.</summary>
    /// <param name="duration">How long it took.</param>
    /// <param name="efficiency">How near it came to its lower bound; null: it did not complete.</param>
    /// <param name="stages">What became of its stages.</param>
    public void End(TimeSpan duration, double? efficiency, IEnumerable<(string Name, StageTally Tally)> stages)
    {
        _durations.Record(duration.Ticks * TimeSpan.NanosecondsPerTick);
        lock (_gate)
        {
            _efficiencies += efficiency ?? 0;
            _completed += efficiency is null ? 0 : 1;
            foreach (var (stage, tally) in stages)
            {
                SeriesOf(stage).Add(tally, time);
            }
        }
    }

    public WorkflowStatistics Read()
    {
        lock (_gate)
        {
            return new WorkflowStatistics(
                name,
                _durations.Read(),
                _completed == 0 ? null : _efficiencies / _completed,
                [.. _stages.Select(static one => one.Value.Read(one.Key))]);
        }
    }

    private StageSeries SeriesOf(string stage)
    {
        if (_stages.TryGetValue(stage, out var known))
        {
            return known;
        }

        stage = _stages.Count < WorkflowStatistics.MaxStages ? stage : WorkflowStatistics.OtherStages;
        return _stages.TryGetValue(stage, out known) ? known : _stages[stage] = new StageSeries();
    }

    private sealed class StageSeries
    {
        private readonly LatencyHistogram _durations = new();
        private long _completed;
        private long _failed;
        private long _skipped;
        private long _cancelled;

        public void Add(StageTally tally, TimeProvider time)
        {
            if (tally.HasStarted)
            {
                _durations.Record(time.GetElapsedTime(0, tally.Ticks).Ticks * TimeSpan.NanosecondsPerTick);
            }

            _completed += tally.Completed;
            _failed += tally.Failed;
            _skipped += tally.Skipped;
            _cancelled += tally.Cancelled;
        }

        public StageStatistics Read(string name) => new(name, _durations.Read())
        {
            Completed = _completed,
            Failed = _failed,
            Skipped = _skipped,
            Cancelled = _cancelled,
        };
    }
}
