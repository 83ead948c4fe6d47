namespace Weir.Layers.Telemetry;

/// <summary>What an executor counts of its spans. Each only grows; every span of an ended run is in <see cref="AddSpans"/> before it is in another count.</summary>
internal sealed class SpanCounts
{
    private long _runs;
    private long _spans;
    private long _exported;
    private long _dropped;
    private long _failed;
    private Exception? _lastError;

    public void AddRun() => Interlocked.Increment(ref _runs);

    public void AddSpans(int count) => Interlocked.Add(ref _spans, count);

    public void AddExported(int count) => Interlocked.Add(ref _exported, count);

    public void AddDropped(int count) => Interlocked.Add(ref _dropped, count);

    public void AddFailed(int count, Exception error)
    {
        Note(error);
        Interlocked.Add(ref _failed, count);
    }

    public void Note(Exception error) => Volatile.Write(ref _lastError, error);

    public TelemetryStatistics Read()
    {
        // What became of spans first, so that there are never more of those than spans, nor of spans than their runs have.
        var (exported, dropped, failed) = (Volatile.Read(ref _exported), Volatile.Read(ref _dropped), Volatile.Read(ref _failed));
        var spans = Volatile.Read(ref _spans);
        return new TelemetryStatistics(Volatile.Read(ref _runs), spans, exported, dropped, failed, Volatile.Read(ref _lastError));
    }
}
