namespace Weir;

/// <summary>What an executor counts, if it is to: one series for each name of a pipeline or workflow, up to a number of names.</summary>
internal sealed class StatisticsCollector(TimeProvider time) : ICacheTally
{
    private readonly Lock _gate = new();
    private readonly ErrorCounter _errors = new();

    // All under _gate.
    private readonly Dictionary<string, RunSeries> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkflowSeries> _workflows = new(StringComparer.Ordinal);
    private RunSeries? _others;

    private CacheCounter? _cache;

    /// <summary>Where whoever caches results of this executor counts. As long as nobody has asked for it, nothing caches.</summary>
    public CacheCounter Cache => Volatile.Read(ref _cache) ?? Interlocked.CompareExchange(ref _cache, new CacheCounter(), null) ?? _cache!;

    /// <summary>Where the runs of that name are counted. Asked for once by whoever runs them often.</summary>
    public RunSeries SeriesOf(string name)
    {
        lock (_gate)
        {
            if (_series.TryGetValue(name, out var known))
            {
                return known;
            }

            return _series.Count < TelemetryMetrics.MaxNames
                ? _series[name] = new RunSeries(name, _errors, time)
                : _others ??= new RunSeries(TelemetryMetrics.OtherNames, _errors, time);
        }
    }

    /// <summary>Where what only workflows have is counted, of those of that name.</summary>
    public WorkflowSeries WorkflowOf(string name)
    {
        lock (_gate)
        {
            name = _workflows.Count < TelemetryMetrics.MaxNames || _workflows.ContainsKey(name) ? name : TelemetryMetrics.OtherNames;
            return _workflows.TryGetValue(name, out var known) ? known : _workflows[name] = new WorkflowSeries(name, time);
        }
    }

    void ICacheTally.Hit() => Cache.Hit();

    void ICacheTally.Miss() => Cache.Miss();

    public ExecutorStatistics Read()
    {
        // Errors first, as a run is counted by its error last, and may be the first of its name: there are never more of them than failed runs.
        var errors = _errors.Read();
        RunSeries[] all;
        WorkflowSeries[] workflows;
        lock (_gate)
        {
            all = _others is null ? [.. _series.Values] : [.. _series.Values, _others];
            workflows = [.. _workflows.Values];
        }

        return new ExecutorStatistics(
            new TelemetryMetrics([.. all.Select(static one => one.Read())]), errors, Volatile.Read(ref _cache), [.. workflows.Select(static one => one.Read())]);
    }
}
