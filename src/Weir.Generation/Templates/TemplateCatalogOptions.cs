namespace Weir.Generation.Templates;

/// <summary>Where a <see cref="TemplateCatalog"/> has its templates from, and how many of them it keeps compiled.</summary>
public sealed record TemplateCatalogOptions
{
    /// <summary>The values for development: files are watched.</summary>
    public static TemplateCatalogOptions Development { get; } = new() { Watch = true };

    /// <summary>Where templates come from; of two of one id, the one of the first source is taken. Default: those that are shipped.</summary>
    public IReadOnlyList<TemplateSource> Sources { get; init; } = [TemplateSource.Shipped];

    /// <summary>How many compiled templates are kept at most; default 100, from 1 to 1,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxEntries
    {
        get;
        init => field = value is >= 1 and <= 1_000_000 ? value : throw new ArgumentOutOfRangeException(nameof(MaxEntries), value, "A catalog keeps from 1 to 1,000,000 templates.");
    }
    = 100;

    /// <summary>How much memory the texts of the templates that are kept take at most, in bytes; default 100 MiB, at least 1. A template larger than all of it is served and not kept.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long MaxBytes
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MaxBytes), value, "A catalog keeps at least 1 byte.");
    }
    = 100L * 1024 * 1024;

    /// <summary>
    /// How long a template is taken from the cache before its text is read again, which is compiled only if it changed; default <see cref="Timeout.InfiniteTimeSpan"/>, else from zero (at every
    /// use) to 365 days.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan TimeToLive
    {
        get;
        init => field = value == Timeout.InfiniteTimeSpan || (value >= TimeSpan.Zero && value <= TimeSpan.FromDays(365))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TimeToLive), value, "Templates live from zero to 365 days, or without end.");
    }
    = Timeout.InfiniteTimeSpan;

    /// <summary>How often the cache is cleared; default <see cref="Timeout.InfiniteTimeSpan"/>, never, else from 1 ms to 24 days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan ClearInterval
    {
        get;
        init => field = value == Timeout.InfiniteTimeSpan || (value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromDays(24))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ClearInterval), value, "The cache is cleared every 1 ms to 24 days, or never.");
    }
    = Timeout.InfiniteTimeSpan;

    /// <summary>Whether the folders among the sources are watched, so that a file that changes is read at its next use; default false. The catalog must then be disposed.</summary>
    public bool Watch { get; init; }

    /// <summary>What every render may take.</summary>
    public TemplateLimits Limits { get; init; } = new();

    /// <summary>The functions that templates may call, by name, beside <c>if</c>, <c>unless</c>, <c>each</c>, <c>with</c> and <c>lookup</c>; default none.</summary>
    public IReadOnlyDictionary<string, TemplateHelper> Helpers { get; init; } = new Dictionary<string, TemplateHelper>(StringComparer.Ordinal);

    /// <summary>The clock; the system's unless given.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
