using System.Collections.Concurrent;

namespace Weir.Generation.Templates.Caching;

/// <summary>How often each template was used. A hit is one count of one template: templates that are used side by side do not wait for each other.</summary>
internal sealed class UseCounts
{
    internal const int MaxIds = 10_000;

    private readonly ConcurrentDictionary<string, UseCount> _counts = new(StringComparer.Ordinal);
    private readonly UseCount _rest = new(TemplateId.NoKind);

    public UseCount Of(string id) => _counts.TryGetValue(id, out var known) ? known
        : _counts.Count < MaxIds ? _counts.GetOrAdd(id, static id => new UseCount(TemplateId.KindOf(id)))
        : _rest;

    public IEnumerable<UseCount> All => _counts.Values.Append(_rest);

    public IEnumerable<(string Id, long Uses)> ById => _counts.Select(static pair => (pair.Key, pair.Value.Hits + pair.Value.Misses)).Where(static one => one.Item2 > 0);
}

/// <summary>How often one template was used.</summary>
/// <param name="kind">Its kind.</param>
internal sealed class UseCount(string kind)
{
    private long _hits;
    private long _misses;

    public string Kind => kind;

    public long Hits => Interlocked.Read(ref _hits);

    public long Misses => Interlocked.Read(ref _misses);

    /// <returns>How many there are now.</returns>
    public long Hit() => Interlocked.Increment(ref _hits);

    public void Miss() => Interlocked.Increment(ref _misses);
}
