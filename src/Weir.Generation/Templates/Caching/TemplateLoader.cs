using System.Collections.Concurrent;

namespace Weir.Generation.Templates.Caching;

/// <summary>
/// Loads what the cache has not, one load at a time for each id: who asks meanwhile waits for it. What is forgotten or read anew while a load is on its way makes that load old: it is served to those
/// who wait for it, not kept, and nobody who asks later gets it.
/// </summary>
/// <param name="cache">What is kept.</param>
/// <param name="load">Loads one; the second is what was compiled before, if it is known.</param>
/// <param name="isFresh">Whether one may still be served.</param>
internal sealed class TemplateLoader(FrequencyCache<string, LoadedTemplate> cache, Func<string, Template?, LoadedTemplate> load, Func<LoadedTemplate, bool> isFresh)
{
    private readonly ConcurrentDictionary<string, Lazy<LoadedTemplate>> _flights = new(StringComparer.Ordinal);

    // Held while something is kept or becomes old, never while something is read.
    private readonly Lock _gate = new();
    private long _age;
    private long _loads;

    /// <summary>How many texts were read.</summary>
    public long Loads => Interlocked.Read(ref _loads);

    /// <summary>Gets one that is not in the cache, or too old there.</summary>
    public LoadedTemplate Get(string id)
    {
        var flight = _flights.GetOrAdd(id, static (id, loader) => new Lazy<LoadedTemplate>(() => loader.Load(id)), this);
        try
        {
            return flight.Value;
        }
        finally
        {
            _flights.TryRemove(KeyValuePair.Create(id, flight));
        }
    }

    /// <summary>Loads one that is not there, or too old.</summary>
    public void Preload(string id)
    {
        if (!cache.TryPeek(id, out var known) || !isFresh(known))
        {
            Get(id);
        }
    }

    /// <summary>Loads one though it may be there.</summary>
    public LoadedTemplate Reload(string id)
    {
        Expire(id);
        try
        {
            return Get(id);
        }
        catch
        {
            // One that is there no more is not served any longer.
            Forget(id);
            throw;
        }
    }

    /// <returns>Whether it was kept.</returns>
    public bool Forget(string id)
    {
        lock (_gate)
        {
            _age++;
            _flights.TryRemove(id, out _);
            return cache.Remove(id);
        }
    }

    /// <summary>Lets the next use read one again, or all; what is compiled stays for the case that it did not change.</summary>
    /// <param name="id">The id; null: all.</param>
    public void Expire(string? id)
    {
        lock (_gate)
        {
            _age++;
            if (id is null)
            {
                _flights.Clear();
                foreach (var loaded in cache.Values)
                {
                    loaded.IsChanged = true;
                }

                return;
            }

            _flights.TryRemove(id, out _);
            if (cache.TryPeek(id, out var one))
            {
                one.IsChanged = true;
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _age++;
            _flights.Clear();
            cache.Clear();
        }
    }

    private LoadedTemplate Load(string id)
    {
        // Somebody may have loaded it between the look into the cache and the start of this flight.
        if (cache.TryPeek(id, out var before) && isFresh(before))
        {
            return before;
        }

        var age = Interlocked.Read(ref _age);
        Interlocked.Increment(ref _loads);
        var loaded = load(id, before?.Template);
        lock (_gate)
        {
            if (age == _age)
            {
                cache.Offer(id, loaded, loaded.Template.Size);
            }
        }

        return loaded;
    }
}
