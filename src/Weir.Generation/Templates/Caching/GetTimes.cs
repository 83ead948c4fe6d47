namespace Weir.Generation.Templates.Caching;

/// <summary>How long requests take.</summary>
internal sealed class GetTimes
{
    private long _misses;
    private long _missTicks;
    private long _sampledHits;
    private long _sampledTicks;

    public void Miss(TimeSpan duration)
    {
        Interlocked.Increment(ref _misses);
        Interlocked.Add(ref _missTicks, duration.Ticks);
    }

    public void Hit(TimeSpan duration)
    {
        Interlocked.Increment(ref _sampledHits);
        Interlocked.Add(ref _sampledTicks, duration.Ticks);
    }

    /// <param name="hits">How many hits there were, sampled or not.</param>
    public TimeSpan Average(long hits)
    {
        var misses = Interlocked.Read(ref _misses);
        var sampled = Interlocked.Read(ref _sampledHits);
        var hit = sampled == 0 ? 0 : (double)Interlocked.Read(ref _sampledTicks) / sampled;
        var all = misses + (sampled == 0 ? 0 : hits);
        return all == 0 ? TimeSpan.Zero : TimeSpan.FromTicks((long)((Interlocked.Read(ref _missTicks) + (hit * hits)) / all));
    }
}
