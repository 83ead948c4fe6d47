namespace Weir.Generation.Templates;

/// <summary>Templates in memory.</summary>
internal sealed class TextSource : TemplateSource
{
    private readonly Dictionary<string, string> _texts;

    public TextSource(IReadOnlyDictionary<string, string> texts)
    {
        _texts = new Dictionary<string, string>(texts, StringComparer.Ordinal);
        foreach (var id in _texts.Keys)
        {
            TemplateId.Require(id);
        }
    }

    internal override IEnumerable<string> Ids() => _texts.Keys;

    internal override bool Has(string id) => _texts.ContainsKey(id);

    internal override TemplateText? Read(string id, int maxBytes) =>
        _texts.TryGetValue(id, out var text) ? new TemplateText(text.ReplaceLineEndings("\n"), "memory", id + TemplateId.Extension) : null;
}
