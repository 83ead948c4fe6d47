using System.Collections.Concurrent;

namespace Weir.Generation.Templates;

/// <summary>A source that stays as it was when it was first asked: what is rendered, and what a manifest says was rendered, are the same, whoever edits in between.</summary>
internal sealed class PinnedSource(TemplateSource source) : TemplateSource
{
    // By id, of those that the source has; what failed fails again.
    private readonly ConcurrentDictionary<string, Lazy<TemplateText?>> _texts = new(StringComparer.Ordinal);
    private readonly Lazy<HashSet<string>> _ids = new(() => source.Ids().ToHashSet(StringComparer.Ordinal));

    internal override IEnumerable<string> Ids() => _ids.Value;

    internal override bool Has(string id) => _ids.Value.Contains(id);

    internal override TemplateText? Read(string id, int maxBytes) =>
        Has(id) ? _texts.GetOrAdd(id, static (id, read) => new Lazy<TemplateText?>(() => read.source.Read(id, read.maxBytes)), (source, maxBytes)).Value : null;
}
