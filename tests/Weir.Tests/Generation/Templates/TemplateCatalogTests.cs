using Weir.Generation.Templates;
using Weir.Testing;

namespace Weir.Tests.Generation.Templates;

public sealed class TemplateCatalogTests
{
    private static readonly object Data = new { x = "X" };

    [Fact]
    public void Get_OfAnIdInTwoSources_TakesTheFirst()
    {
        using var catalog = Catalog(new TemplateCatalogOptions { Sources = [Texts(("a/b", "mine {{x}}")), Texts(("a/b", "theirs"), ("a/c", "more"))] });
        Assert.Equal("mine X", catalog.Render("a/b", Data, Some.Token));
        Assert.Equal("more", catalog.Render("a/c", Data, Some.Token));
        Assert.Equal(["a/b"], catalog.Replaced);
        Assert.Equal([("a/b", "a"), ("a/c", "a")], catalog.List().Select(static one => (one.Id, one.Kind)));
    }

    [Fact]
    public void Get_OfAnUnknownId_NamesTheNearest()
    {
        using var catalog = new TemplateCatalog();
        var error = Assert.Throws<TemplateException>(() => catalog.Get("node/nod"));
        Assert.Equal("There is no template 'node/nod'; did you mean 'node/node'?", error.Message);
        Assert.Equal(0, error.Line);
    }

    [Fact]
    public void Get_Twice_CompilesOnce()
    {
        var source = CountedSource.Of(1);
        using var catalog = Catalog(source);
        Assert.Same(catalog.Get(CountedSource.Id(0)), catalog.Get(CountedSource.Id(0)));
        Assert.Equal(1, source.Reads);
    }

    [Fact]
    public async Task Get_OfAThousandAtOnce_ReadsTheFileOnce()
    {
        var source = CountedSource.Of(1);
        using var started = new ManualResetEventSlim();
        source.Reading = _ => started.Wait(TimeSpan.FromSeconds(30), Some.Token);
        using var catalog = Catalog(source);
        var gets = Enumerable.Range(0, 1000).Select(_ => Task.Factory.StartNew(() => catalog.Get(CountedSource.Id(0)), Some.Token, TaskCreationOptions.None, TaskScheduler.Default)).ToArray();
        started.Set();
        var templates = await Task.WhenAll(gets);
        Assert.Single(templates.Distinct());
        Assert.Equal(1, source.Reads);
        Assert.Equal(1000, catalog.GetStatistics().Requests);
        Assert.Equal(1, catalog.GetStatistics().Loads);
    }

    [Fact]
    public void Get_WhenTheTimeToLiveIsOver_ReadsAgainAndCompilesOnlyWhatChanged()
    {
        var source = CountedSource.Of(1);
        var time = new ManualTime();
        using var catalog = Catalog(new TemplateCatalogOptions { Sources = [source], TimeToLive = TimeSpan.FromMinutes(1), Time = time });
        var first = catalog.Get(CountedSource.Id(0));
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Same(first, catalog.Get(CountedSource.Id(0)));
        Assert.Equal(1, source.Reads);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(first, catalog.Get(CountedSource.Id(0)));
        Assert.Equal(2, source.Reads);

        source.Contents[CountedSource.Id(0)] = "changed";
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("changed", catalog.Render(CountedSource.Id(0), Data, Some.Token));
    }

    [Fact]
    public void Get_WhenTheClearIntervalIsOver_ReadsAgain()
    {
        var source = CountedSource.Of(3);
        var time = new ManualTime();
        using (var catalog = Catalog(new TemplateCatalogOptions { Sources = [source], ClearInterval = TimeSpan.FromHours(1), Time = time }))
        {
            catalog.Preload(source.Contents.Keys, Some.Token);
            time.Advance(TimeSpan.FromHours(1));
            Assert.Equal(0, catalog.GetStatistics().Entries);
            catalog.Get(CountedSource.Id(0));
            time.Advance(TimeSpan.FromHours(1));
            Assert.Equal(0, catalog.GetStatistics().Entries);
        }

        Assert.Equal(0, time.Timers);
    }

    [Fact]
    public void Reload_OfAChangedTemplate_ServesNothingOlder()
    {
        var source = CountedSource.Of(1);
        using var catalog = Catalog(source);
        catalog.Get(CountedSource.Id(0));
        source.Contents[CountedSource.Id(0)] = "new {{x}}";
        Assert.Equal("0 X", catalog.Render(CountedSource.Id(0), Data, Some.Token));
        Assert.Equal("new X", catalog.Reload(CountedSource.Id(0)).Render(Data, Some.Token));
        Assert.Equal("new X", catalog.Render(CountedSource.Id(0), Data, Some.Token));
    }

    [Fact]
    public void Reload_OfATemplateThatIsGone_ServesItNoMore()
    {
        var source = CountedSource.Of(1);
        using var catalog = Catalog(source);
        catalog.Get(CountedSource.Id(0));
        source.Contents.Clear();
        Assert.Throws<TemplateException>(() => catalog.Reload(CountedSource.Id(0)));
        Assert.Throws<TemplateException>(() => catalog.Get(CountedSource.Id(0)));
        Assert.Equal(0, catalog.GetStatistics().Entries);
    }

    [Fact]
    public void Invalidate_AndClear_LetTheNextUseReadAgain()
    {
        var source = CountedSource.Of(2);
        using var catalog = Catalog(source);
        catalog.Preload(source.Contents.Keys, Some.Token);
        Assert.True(catalog.Invalidate(CountedSource.Id(0)));
        Assert.False(catalog.Invalidate(CountedSource.Id(0)));
        catalog.Get(CountedSource.Id(0));
        Assert.Equal(3, source.Reads);
        catalog.Clear();
        Assert.Equal(0, catalog.GetStatistics().Entries);
        catalog.Get(CountedSource.Id(1));
        Assert.Equal(4, source.Reads);
    }

    [Fact]
    public void Get_OfATemplateLargerThanTheCache_ServesItAndKeepsTheOthers()
    {
        var source = CountedSource.Of(2);
        source.Contents["big"] = new string('b', 10_000);
        using var catalog = Catalog(new TemplateCatalogOptions { Sources = [source], MaxBytes = 1_000 });
        catalog.Preload([CountedSource.Id(0), CountedSource.Id(1)], Some.Token);
        Assert.Equal(10_000, catalog.Render("big", null, Some.Token).Length);
        Assert.Equal(2, catalog.GetStatistics().Entries);
        catalog.Get("big");
        Assert.Equal(4, source.Reads);
    }

    [Fact]
    public void Preload_OfAListAndAKind_LoadsThemAndSaysWhatFailed()
    {
        var source = CountedSource.Of(9);
        source.Contents["bad"] = "{{#if x}}";
        using var catalog = Catalog(source);
        var list = catalog.Preload([CountedSource.Id(0), "bad", "none", CountedSource.Id(0)], Some.Token);
        Assert.Equal(2, list.Loaded);
        Assert.Equal(["bad", "none"], list.Failures.Select(static one => one.Template));
        Assert.Equal(3, catalog.PreloadKind("kind1", Some.Token).Loaded);
        var statistics = catalog.GetStatistics();
        Assert.Equal(4, statistics.Entries);
        Assert.Equal(0, statistics.Requests);
        Assert.Equal(3, statistics.Kinds["kind1"].Entries);
    }

    [Fact]
    public void GetStatistics_CountsEveryUseOnce()
    {
        var source = CountedSource.Of(6);
        source.Contents["page"] = "[{{> kind0/t0}}{{> kind0/t0}}]";
        using var catalog = Catalog(source);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("[0 X0 X]", catalog.Render("page", Data, Some.Token));
        }

        catalog.Get(CountedSource.Id(1));
        Assert.Throws<TemplateException>(() => catalog.Get("none"));
        var statistics = catalog.GetStatistics();
        Assert.Equal((32, 28, 4, 1), ((int)statistics.Requests, (int)statistics.Hits, (int)statistics.Misses, (int)statistics.Failures));
        Assert.Equal(28.0 / 32, statistics.HitRate);
        Assert.Equal((19, 1), ((int)statistics.Kinds["kind0"].Hits, (int)statistics.Kinds["kind0"].Misses));
        Assert.Equal((9, 1), ((int)statistics.Kinds["other"].Hits, (int)statistics.Kinds["other"].Misses));
        Assert.Equal(3, statistics.Entries);
        Assert.Equal(2L * source.Contents.Where(static one => one.Key is "page" or "kind0/t0" or "kind1/t1").Sum(static one => one.Value.Length), statistics.Bytes);
    }

    [Fact]
    public void GetStatistics_KnowsHowLongRequestsTook()
    {
        using var catalog = Catalog(new TemplateCatalogOptions { Sources = [CountedSource.Of(1)], Time = new SteppingTime() });
        for (var i = 0; i < 1000; i++)
        {
            catalog.Get(CountedSource.Id(0));
        }

        // Every look at the clock moves it by 1 ms, and a request looks twice, be it a miss or a hit that is timed.
        Assert.Equal(TimeSpan.FromMilliseconds(1), catalog.GetStatistics().AverageGetTime);
    }

    [Fact]
    public void Shipped_OfACatalogWithReplacements_IsTheOriginal()
    {
        using var catalog = new TemplateCatalog(new TemplateCatalogOptions { Sources = [Texts(("package/solution", "mine")), TemplateSource.Shipped] });
        Assert.Equal(["package/solution"], catalog.Replaced);
        Assert.Equal("mine", catalog.Render("package/solution", null, Some.Token));
        Assert.StartsWith("<Solution>", catalog.Shipped.Render("package/solution", new { Package = "P" }, Some.Token), StringComparison.Ordinal);
        Assert.Same(catalog.Shipped, catalog.Shipped);
        Assert.Same(catalog.Shipped, catalog.Shipped.Shipped);
        Assert.NotEqual(catalog.Hashes["package/solution"], catalog.Shipped.Hashes["package/solution"]);
        Assert.Equal(catalog.Hashes["node/node"], catalog.Shipped.Hashes["node/node"]);
    }

    [Fact]
    public void Hashes_HaveWhatIsShown_AndNotWhatIsUnused()
    {
        using var catalog = new TemplateCatalog(new TemplateCatalogOptions { Sources = [Texts(("package/solution", "{{> head}}"), ("head", "h"), ("unused", "u")), TemplateSource.Shipped] });
        Assert.Contains("head", catalog.Hashes.Keys);
        Assert.DoesNotContain("unused", catalog.Hashes.Keys);
        Assert.Equal(["unused"], catalog.Unused([]).Select(static one => one.Message.Split('\'')[1]));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1_000_001, 1)]
    [InlineData(1, 0)]
    public void Options_OutsideOfTheirRange_AreRefused(int entries, long bytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TemplateCatalogOptions { MaxEntries = entries, MaxBytes = bytes });

    [Fact]
    public void Catalog_WithoutASource_IsRefused() => Assert.Throws<ArgumentException>(() => new TemplateCatalog(new TemplateCatalogOptions { Sources = [] }));

    private static TemplateCatalog Catalog(TemplateSource source) => new(new TemplateCatalogOptions { Sources = [source] });

    private static TemplateCatalog Catalog(TemplateCatalogOptions options) => new(options);

    private static TemplateSource Texts(params (string Id, string Text)[] texts) => TemplateSource.Texts(texts.ToDictionary(static one => one.Id, static one => one.Text));

    private sealed class SteppingTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Interlocked.Increment(ref _now);
    }
}
