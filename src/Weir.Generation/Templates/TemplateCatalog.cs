using Weir.Generation.Templates.Caching;
using Weir.Generation.Templates.Checking;
using Weir.Generation.Templates.Rendering;

namespace Weir.Generation.Templates;

/// <summary>
/// Templates by id, from folders and assemblies, compiled when they are first used and kept as long as they are used often. It is shared by any number of threads. Files are read on the thread that
/// asks: they are small, and a template that shows others has to have them while it is rendered.
/// </summary>
/// <remarks>
/// An entry of the cache is one content of one id, of which the kind is a part: what was read again and has another hash is compiled again. Threads that ask for the same template at the same time
/// wait for one load. How the cache chooses is in docs/templates.md.
/// </remarks>
public sealed partial class TemplateCatalog : IDisposable
{
    // One in so many hits is timed, by doing it again.
    private const int HitsPerSample = 256;

    private readonly TemplateCatalogOptions _options;
    private readonly TemplateCompiler _compiler;
    private readonly TemplateSettings _settings;
    private readonly TemplateLoader _loader;
    private readonly FrequencyCache<string, LoadedTemplate> _cache;
    private readonly UseCounts _uses = new();
    private readonly GetTimes _times = new();
    private readonly ITimer? _clearing;
    private readonly List<TemplateWatcher> _watchers = [];
    private long _failures;

    /// <summary>Makes a catalog of the templates that are shipped.</summary>
    public TemplateCatalog()
        : this(new TemplateCatalogOptions())
    {
    }

    /// <summary>Makes a catalog.</summary>
    /// <param name="options">Where its templates come from, and how many it keeps.</param>
    /// <exception cref="ArgumentException">There is no source.</exception>
    public TemplateCatalog(TemplateCatalogOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Sources.Count == 0)
        {
            throw new ArgumentException("A catalog needs at least one source; leave Sources as it is for the templates that are shipped.", nameof(options));
        }

        _options = options;
        _settings = new TemplateSettings(options.Limits, options.Time);
        _compiler = new TemplateCompiler(options.Helpers, options.Limits.MaxPartialDepth, Has, Get);
        _cache = new FrequencyCache<string, LoadedTemplate>(options.MaxEntries, options.MaxBytes, StringComparer.Ordinal);
        _loader = new TemplateLoader(_cache, Load, IsFresh);
        if (options.ClearInterval != Timeout.InfiniteTimeSpan)
        {
            _clearing = options.Time.CreateTimer(static catalog => ((TemplateCatalog)catalog!).Clear(), this, options.ClearInterval, options.ClearInterval);
        }

        if (options.Watch)
        {
            _watchers.AddRange(options.Sources.Select(static source => source.Watched).OfType<string>().Where(Directory.Exists).Select(folder => new TemplateWatcher(folder, _loader.Expire)));
        }
    }

    /// <summary>Gets a template, compiled.</summary>
    /// <param name="id">What it is called, such as <c>node/node</c>.</param>
    /// <returns>The template.</returns>
    /// <exception cref="TemplateException">There is none, its file cannot be read or leads out of its folder, or it is wrong.</exception>
    public Template Get(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (_cache.TryGet(id, out var loaded) && IsFresh(loaded))
        {
            if (loaded.Uses.Hit() % HitsPerSample == 0)
            {
                TimeHit(id);
            }

            return loaded.Template;
        }

        return Miss(id);
    }

    /// <summary>Gets a template and renders it.</summary>
    /// <param name="id">What it is called, such as <c>node/node</c>.</param>
    /// <param name="data">What its names mean: an object with properties, a dictionary by name, or a list; null has no names.</param>
    /// <param name="cancellationToken">Stops it, between the turns of loops.</param>
    /// <returns>The text.</returns>
    /// <exception cref="TemplateException">There is none, or it is wrong, asks for what the data has not, or goes beyond a limit.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public string Render(string id, object? data, CancellationToken cancellationToken = default)
    {
        Rendering?.Invoke(id, data);
        return Get(id).Render(data, cancellationToken);
    }

    /// <summary>Told of every id that is rendered and its data; null: nobody is.</summary>
    internal Action<string, object?>? Rendering { get; init; }

    /// <summary>Reads a template again, and compiles it if it changed. Who asks for it from now on gets nothing older.</summary>
    /// <param name="id">What it is called.</param>
    /// <returns>The template as it is now.</returns>
    /// <exception cref="TemplateException">There is none, or it cannot be read or is wrong; the older one is no longer served either.</exception>
    public Template Reload(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _loader.Reload(id).Template;
    }

    /// <summary>Forgets a template; its next use reads and compiles it.</summary>
    /// <param name="id">What it is called.</param>
    /// <returns>Whether it was kept.</returns>
    public bool Invalidate(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _loader.Forget(id);
    }

    /// <summary>Forgets all templates, and which were used often; the statistics stay.</summary>
    public void Clear() => _loader.Clear();

    /// <summary>What it did.</summary>
    /// <returns>The figures since it was made.</returns>
    public TemplateStatistics GetStatistics()
    {
        var failures = Interlocked.Read(ref _failures);
        var uses = _uses.All.Select(static use => (use.Kind, use.Hits, use.Misses)).ToArray();
        var kept = _cache.Values.Select(static one => one.Template).ToArray();
        var hits = uses.Sum(static use => use.Hits);
        var (entries, bytes, evictions) = _cache.Size;
        return new TemplateStatistics
        {
            Hits = hits,
            Misses = uses.Sum(static use => use.Misses) + failures,
            Failures = failures,
            Loads = _loader.Loads,
            Entries = entries,
            Bytes = bytes,
            Evictions = evictions,
            AverageGetTime = _times.Average(hits),
            Kinds = uses.Where(static use => use.Hits + use.Misses > 0).Select(static use => use.Kind).Concat(kept.Select(static one => one.Kind))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToDictionary(static kind => kind, kind => OfKind(kind, uses, kept), StringComparer.Ordinal),
        };
    }

    /// <summary>Stops watching and clearing. What was got stays usable.</summary>
    public void Dispose()
    {
        _clearing?.Dispose();
        _watchers.ForEach(static watcher => watcher.Dispose());
        _watchers.Clear();
    }

    private static TemplateKindStatistics OfKind(string kind, IReadOnlyCollection<(string Kind, long Hits, long Misses)> uses, IReadOnlyCollection<Template> kept)
    {
        var mine = uses.Where(use => use.Kind == kind).ToArray();
        var templates = kept.Where(one => one.Kind == kind).ToArray();
        return new TemplateKindStatistics(mine.Sum(static use => use.Hits), mine.Sum(static use => use.Misses), templates.Length, templates.Sum(static one => one.Size));
    }

    private bool IsFresh(LoadedTemplate loaded) => !loaded.IsChanged && (loaded.ExpiresAt == long.MaxValue || _options.Time.GetTimestamp() < loaded.ExpiresAt);

    private Template Miss(string id)
    {
        var started = _options.Time.GetTimestamp();
        try
        {
            var loaded = _loader.Get(id);
            loaded.Uses.Miss();
            return loaded.Template;
        }
        catch (Exception)
        {
            Interlocked.Increment(ref _failures);
            throw;
        }
        finally
        {
            _times.Miss(_options.Time.GetElapsedTime(started));
        }
    }

    private void TimeHit(string id)
    {
        var started = _options.Time.GetTimestamp();
        if (_cache.TryPeek(id, out var loaded) && IsFresh(loaded))
        {
            _times.Hit(_options.Time.GetElapsedTime(started));
        }
    }

    /// <summary>Reads a template, and compiles it unless it is what was compiled before.</summary>
    private LoadedTemplate Load(string id, Template? before)
    {
        var text = Read(id);
        var sha256 = Hash.Of(text.Content);
        var template = before is not null && before.Sha256 == sha256 && before.Source == text.Source
            ? before
            : new Template(id, TemplateId.KindOf(id), text, sha256, _compiler.Compile(id, text), _settings);
        var life = _options.TimeToLive;
        var expires = life == Timeout.InfiniteTimeSpan ? long.MaxValue : _options.Time.GetTimestamp() + (long)(life.TotalSeconds * _options.Time.TimestampFrequency);
        return new LoadedTemplate(template, _uses.Of(id), expires);
    }

    private TemplateText Read(string id)
    {
        foreach (var source in _options.Sources)
        {
            if (source.Read(id, _options.Limits.MaxTemplateBytes) is { } text)
            {
                return text;
            }
        }

        TemplateId.Require(id);
        var hint = Weir.Yaml.NearestName.Find(id, Ids()) is { } nearest ? $"; did you mean '{nearest}'?" : ".";
        throw TemplateException.Of(id, $"There is no template '{id}'{hint}");
    }
}
