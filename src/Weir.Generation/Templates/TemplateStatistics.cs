namespace Weir.Generation.Templates;

/// <summary>What a <see cref="TemplateCatalog"/> did since it was made. A use is counted once: a get, a render by id, or a template that another one shows.</summary>
public sealed record TemplateStatistics
{
    /// <summary>How often a template was asked for; <see cref="Hits"/> and <see cref="Misses"/> together.</summary>
    public long Requests => Hits + Misses;

    /// <summary>How often it was there and compiled.</summary>
    public required long Hits { get; init; }

    /// <summary>How often it had to be loaded, waited for, or was not to be had.</summary>
    public required long Misses { get; init; }

    /// <summary>How often there was none, or it was wrong; part of <see cref="Misses"/>.</summary>
    public required long Failures { get; init; }

    /// <summary>The share of hits, from 0 to 1; 0 without requests.</summary>
    public double HitRate => Requests == 0 ? 0 : (double)Hits / Requests;

    /// <summary>How many texts were read, by requests, preloads and reloads.</summary>
    public required long Loads { get; init; }

    /// <summary>How many templates are kept.</summary>
    public required int Entries { get; init; }

    /// <summary>How much memory their texts take, in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>How many had to leave for others.</summary>
    public required long Evictions { get; init; }

    /// <summary>How long a request took on average: all that missed are timed, and one in 256 hits.</summary>
    public required TimeSpan AverageGetTime { get; init; }

    /// <summary>The same by kind; those beyond the first 10,000 ids count for <c>other</c>.</summary>
    public required IReadOnlyDictionary<string, TemplateKindStatistics> Kinds { get; init; }
}

/// <summary>What a <see cref="TemplateCatalog"/> did for templates of one kind.</summary>
/// <param name="Hits">How often one was there and compiled.</param>
/// <param name="Misses">How often one had to be loaded or waited for; what was not to be had has no kind.</param>
/// <param name="Entries">How many are kept.</param>
/// <param name="Bytes">How much memory their texts take, in bytes.</param>
public sealed record TemplateKindStatistics(long Hits, long Misses, int Entries, long Bytes)
{
    /// <summary>How often one was asked for.</summary>
    public long Requests => Hits + Misses;

    /// <summary>The share of hits, from 0 to 1; 0 without requests.</summary>
    public double HitRate => Requests == 0 ? 0 : (double)Hits / Requests;
}
