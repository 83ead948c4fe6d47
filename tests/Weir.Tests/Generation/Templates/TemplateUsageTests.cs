using System.Text;
using Weir.Generation.Templates;
using Weir.Generation.Templates.Caching;

namespace Weir.Tests.Generation.Templates;

public sealed class TemplateUsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PreloadUsed_AfterARun_LoadsTheFewThatWereUsedMost()
    {
        var source = CountedSource.Of(100);
        using (var first = Catalog(source))
        {
            for (var i = 0; i < 100; i++)
            {
                for (var n = 0; n < 1000 / ((i + 1) * (i + 1)); n++)
                {
                    first.Get(CountedSource.Id(i));
                }
            }

            await first.SaveUsageAsync(File, Some.Token);
        }

        using var second = Catalog(source);
        var preload = await second.PreloadUsedAsync(File, Some.Token);

        // 1,000 and 250 uses of about 1,600: more would be needed for 80 %, and a third makes it.
        Assert.Equal(3, preload.Loaded);
        second.Get(CountedSource.Id(0));
        second.Get(CountedSource.Id(2));
        Assert.Equal(1, second.GetStatistics().HitRate);
    }

    [Fact]
    public void MostUsed_WhereAllAreUsedAlike_IsAFifthOfThem() =>
        Assert.Equal(20, TemplateUsageFile.MostUsed(Enumerable.Range(0, 100).ToDictionary(static i => $"t{i}", static _ => 5L)).Count);

    [Fact]
    public async Task SaveUsage_OfLaterRuns_LetsEarlierOnesFade()
    {
        await System.IO.File.WriteAllTextAsync(File, "weir template usage 1\n1000 kind0/t0\n1 kind1/t1\n", Some.Token);
        using (var catalog = Catalog(CountedSource.Of(3)))
        {
            catalog.Get(CountedSource.Id(2));
            await catalog.SaveUsageAsync(File, Some.Token);
        }

        Assert.Equal("weir template usage 1\n500 kind0/t0\n1 kind2/t2\n", await System.IO.File.ReadAllTextAsync(File, Some.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0")]
    [InlineData("head\n5 ../../etc/passwd\n-1 kind0/t0\nx kind0/t0\n99999999999999999999 kind0/t0\n3\n3 kind0/t0 x\n0 kind0/t0")]
    public async Task PreloadUsed_OfADamagedFile_LoadsNothingAndFailsNot(string content)
    {
        await System.IO.File.WriteAllTextAsync(File, content, Some.Token);
        using var catalog = Catalog(CountedSource.Of(1));
        Assert.Equal(0, (await catalog.PreloadUsedAsync(File, Some.Token)).Loaded);
    }

    [Fact]
    public async Task PreloadUsed_OfAFileThatIsCutOff_UsesTheLinesThatAreWhole()
    {
        await System.IO.File.WriteAllBytesAsync(File, [.. "weir template usage 1\n9 kind0/t0\n9 kin"u8, 0xC3], Some.Token);
        using var catalog = Catalog(CountedSource.Of(1));
        Assert.Equal(1, (await catalog.PreloadUsedAsync(File, Some.Token)).Loaded);
    }

    [Fact]
    public async Task PreloadUsed_WithoutAFile_LoadsNothing()
    {
        using var catalog = Catalog(CountedSource.Of(1));
        Assert.Equal(0, (await catalog.PreloadUsedAsync(_folder.Below("none", "used.txt"), Some.Token)).Loaded);
    }

    [Fact]
    public async Task ReadUsage_OfMoreThanAFileHas_IsBounded()
    {
        var text = new StringBuilder("head\n");
        for (var i = 0; i < 50_000; i++)
        {
            text.Append(FormattableString.Invariant($"1 t{i}\n"));
        }

        await System.IO.File.WriteAllTextAsync(File, text.ToString(), Some.Token);
        Assert.Equal(UseCounts.MaxIds, (await TemplateUsageFile.ReadAsync(File, Some.Token)).Count);
    }

    private string File => _folder.Below("used.txt");

    private static TemplateCatalog Catalog(TemplateSource source) => new(new TemplateCatalogOptions { Sources = [source] });
}
