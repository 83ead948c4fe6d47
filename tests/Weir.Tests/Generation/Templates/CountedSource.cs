using System.Collections.Concurrent;
using Weir.Generation.Templates;

namespace Weir.Tests.Generation.Templates;

/// <summary>Templates in memory that may change, and how often they were read.</summary>
internal sealed class CountedSource : TemplateSource
{
    private int _reads;

    public ConcurrentDictionary<string, string> Contents { get; } = new(StringComparer.Ordinal);

    public int Reads => Volatile.Read(ref _reads);

    /// <summary>Called before every read.</summary>
    public Action<string> Reading { get; set; } = static _ => { };

    public static CountedSource Of(int count)
    {
        var source = new CountedSource();
        for (var i = 0; i < count; i++)
        {
            source.Contents[Id(i)] = $"{i} {{{{x}}}}";
        }

        return source;
    }

    public static string Id(int number) => $"kind{number % 3}/t{number}";

    internal override IEnumerable<string> Ids() => Contents.Keys;

    internal override bool Has(string id) => Contents.ContainsKey(id);

    internal override TemplateText? Read(string id, int maxBytes)
    {
        Interlocked.Increment(ref _reads);
        Reading(id);
        return Contents.TryGetValue(id, out var text) ? new TemplateText(text, "test", id + ".hbs") : null;
    }
}
