namespace Weir.Generation.Templates;

/// <summary>How much a template may take. What goes beyond ends with a <see cref="TemplateException"/> that names the limit.</summary>
public sealed record TemplateLimits
{
    /// <summary>The largest file of a template in bytes; default 256 KiB, from 1 to 16 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxTemplateBytes
    {
        get;
        init => field = value is >= 1 and <= 16 * 1024 * 1024
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxTemplateBytes), value, "A template may have from 1 byte to 16 MiB.");
    }
    = 256 * 1024;

    /// <summary>The longest text that a render may give, in characters; default 16 Mi, from 0 to 1 Gi.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxLength
    {
        get;
        init => field = value is >= 0 and <= 1024 * 1024 * 1024
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxLength), value, "A render may give from 0 to 1,073,741,824 characters.");
    }
    = 16 * 1024 * 1024;

    /// <summary>The most turns of all loops of a render together, a partial counting as one; default 10,000,000, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long MaxTurns
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MaxTurns), value, "A render may have at least 1 turn.");
    }
    = 10_000_000;

    /// <summary>The longest that a render may take; default 10 s, above zero, or <see cref="Timeout.InfiniteTimeSpan"/>. It is looked at between turns and texts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither above zero nor infinite.</exception>
    public TimeSpan MaxTime
    {
        get;
        init => field = value > TimeSpan.Zero || value == Timeout.InfiniteTimeSpan
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxTime), value, "A render may take longer than no time at all.");
    }
    = TimeSpan.FromSeconds(10);

    /// <summary>How deep partials may stand in partials; default 32, from 1 to 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxPartialDepth
    {
        get;
        init => field = value is >= 1 and <= 100
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxPartialDepth), value, "Partials may stand from 1 to 100 deep in one another.");
    }
    = 32;
}
