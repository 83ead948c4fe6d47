using System.Globalization;
using Weir.Generation.Templates;

namespace Weir.Tests.Generation.Templates;

/// <summary>All that a catalog does, done by eight threads at once, from a seed; what must hold is checked on the way and at the end.</summary>
public sealed class TemplateCatalogRaceTests
{
    private const int Threads = 8;
    private const int Ids = 30;
    private const int MaxEntries = 10;
    private const int Turns = 1500;

    private readonly CountedSource _source = new();
    private readonly int[] _versions = new int[Ids];
    private long _gets;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Catalog_UsedByManyThreads_AddsUpAndServesNothingOld(int seed)
    {
        for (var id = 0; id < Ids; id++)
        {
            Write(id, 0);
        }

        using var catalog = new TemplateCatalog(new TemplateCatalogOptions { Sources = [_source], MaxEntries = MaxEntries, MaxBytes = 300 });
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() => Work(catalog, thread, new Random((seed * 100) + thread)), Some.Token)));

        var statistics = catalog.GetStatistics();
        Assert.Equal(_gets, statistics.Requests);
        Assert.Equal(statistics.Requests, statistics.Kinds.Values.Sum(static kind => kind.Requests));
        Assert.Equal(statistics.Entries, statistics.Kinds.Values.Sum(static kind => kind.Entries));
        Assert.Equal(statistics.Bytes, statistics.Kinds.Values.Sum(static kind => kind.Bytes));
        Assert.InRange(statistics.Entries, 0, MaxEntries);
        Assert.InRange(statistics.Bytes, 0, 300);
        Assert.Equal(_source.Reads, statistics.Loads);
        Assert.Equal(0, statistics.Failures);
    }

    private void Work(TemplateCatalog catalog, int thread, Random random)
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            var id = random.Next(Ids);
            switch (random.Next(20))
            {
                case 0:
                    catalog.Invalidate(CountedSource.Id(id));
                    break;
                case 1 when random.Next(10) == 0:
                    catalog.Clear();
                    break;
                case 2:
                    catalog.Preload([CountedSource.Id(id), CountedSource.Id((id + 1) % Ids)], Some.Token);
                    break;
                case 3 or 4:
                    // Each thread writes templates of its own, so that it knows what is the newest.
                    Renew(catalog, thread + (Threads * random.Next(Ids / Threads)));
                    break;
                case 5:
                    var statistics = catalog.GetStatistics();
                    Assert.InRange(statistics.Entries, 0, MaxEntries);
                    break;
                default:
                    Interlocked.Increment(ref _gets);
                    catalog.Get(CountedSource.Id(id));
                    break;
            }
        }
    }

    private void Renew(TemplateCatalog catalog, int id)
    {
        var version = ++_versions[id];
        Write(id, version);
        Assert.Equal(version, Version(catalog.Reload(CountedSource.Id(id))));
        Interlocked.Increment(ref _gets);
        Assert.Equal(version, Version(catalog.Get(CountedSource.Id(id))));
    }

    private void Write(int id, int version) => _source.Contents[CountedSource.Id(id)] = version.ToString(CultureInfo.InvariantCulture);

    private static int Version(Template template) => int.Parse(template.Render(null, Some.Token), CultureInfo.InvariantCulture);
}
