using Weir.Generation.Templates;

namespace Weir.Tests.Generation.Templates;

/// <summary>Templates of a folder: what is in it, and that nothing else is.</summary>
public sealed class TemplateFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TemplateFolderTests()
    {
        _folder.Write("in/node/node.hbs", "node {{x}}\r\n");
        _folder.Write("in/plain.hbs", "\uFEFFplain");
        _folder.Write("secret.hbs", "secret");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Get_OfAFile_ReadsItWithLineFeedsAndWithoutAMark()
    {
        using var catalog = Open();
        Assert.Equal("node 1\n", catalog.Render("node/node", new { x = 1 }, Some.Token));
        Assert.Equal("plain", catalog.Render("plain", null, Some.Token));
        Assert.Equal(["node/node", "plain"], catalog.List().Select(static one => one.Id));
        Assert.All(catalog.List(), one => Assert.True(File.Exists(one.Source), one.Source));
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("node/../../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("node\\node")]
    [InlineData("..\\secret")]
    [InlineData("C:node")]
    [InlineData("node/node\0")]
    [InlineData("node//node")]
    [InlineData("./plain")]
    [InlineData("node/")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".hidden")]
    [InlineData("a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q")]
    [InlineData("node/*")]
    public void Get_OfWhatIsNoId_IsRefused(string id)
    {
        using var catalog = Open();
        var error = Assert.Throws<TemplateException>(() => catalog.Get(id));
        Assert.Contains("is no id of a template", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', error.Message);
    }

    [Theory]
    [InlineData("Node/node")]
    [InlineData("node/NODE")]
    [InlineData("PLAIN")]
    [InlineData("plain.hbs")]
    [InlineData("node")]
    public void Get_OfAnotherSpelling_FindsNothing(string id)
    {
        using var catalog = Open();
        Assert.StartsWith("There is no template ", Assert.Throws<TemplateException>(() => catalog.Get(id)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Get_ThroughALink_StaysInTheFolder()
    {
        File.CreateSymbolicLink(_folder.Below("in", "out.hbs"), _folder.Below("secret.hbs"));
        Directory.CreateSymbolicLink(_folder.Below("in", "up"), _folder.Path);
        File.CreateSymbolicLink(_folder.Below("in", "within.hbs"), _folder.Below("in", "plain.hbs"));
        File.CreateSymbolicLink(_folder.Below("in", "circle.hbs"), _folder.Below("in", "circle.hbs"));
        using var catalog = Open();
        Assert.Contains("leads out of the folder", Assert.Throws<TemplateException>(() => catalog.Get("out")).Message, StringComparison.Ordinal);
        Assert.Contains("leads out of the folder", Assert.Throws<TemplateException>(() => catalog.Get("up/secret")).Message, StringComparison.Ordinal);
        Assert.Throws<TemplateException>(() => catalog.Get("circle"));
        Assert.Equal("plain", catalog.Render("within", null, Some.Token));
        Assert.DoesNotContain("up/secret", catalog.List().Select(static one => one.Id));
    }

    [Fact]
    public void Render_OfAPartial_GoesByTheSameRules()
    {
        File.CreateSymbolicLink(_folder.Below("in", "out.hbs"), _folder.Below("secret.hbs"));
        foreach (var name in (string[])["out", "../secret", "\"../secret\"", "/etc/passwd", "(lookup this 'n')"])
        {
            _folder.Write("in/shows.hbs", "{{> " + name + "}}");
            using var catalog = Open();
            Assert.DoesNotContain("secret\n", Assert.Throws<TemplateException>(() => catalog.Render("shows", new { n = "../secret" }, Some.Token)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Get_OfAFileThatIsTooLarge_OrNoText_SaysSo()
    {
        _folder.Write("in/large.hbs", new string('x', 1001));
        File.WriteAllBytes(_folder.Below("in", "bytes.hbs"), [65, 0xFF, 66]);
        Directory.CreateDirectory(_folder.Below("in", "folder.hbs"));
        using var catalog = Open(new TemplateLimits { MaxTemplateBytes = 1000 });
        Assert.Contains("more than 1000 bytes", Assert.Throws<TemplateException>(() => catalog.Get("large")).Message, StringComparison.Ordinal);
        Assert.Contains("not UTF-8", Assert.Throws<TemplateException>(() => catalog.Get("bytes")).Message, StringComparison.Ordinal);
        Assert.Throws<TemplateException>(() => catalog.Get("folder"));
    }

    [Fact]
    public async Task Get_WhenAWatchedFileChanges_GivesTheNewOne()
    {
        using var catalog = new TemplateCatalog(new TemplateCatalogOptions { Sources = [TemplateSource.Folder(_folder.Below("in"))], Watch = true });
        Assert.Equal("plain", catalog.Render("plain", null, Some.Token));
        _folder.Write("in/plain.hbs", "changed");

        // The system tells it in its own time.
        while (catalog.Render("plain", null, Some.Token) != "changed")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Some.Token);
        }

        Assert.True(catalog.GetStatistics().Loads >= 2);
    }

    [Fact]
    public void Pinned_StaysAsItWasWhenItWasRead()
    {
        var source = new PinnedSource(TemplateSource.Folder(_folder.Below("in")));
        using var catalog = new TemplateCatalog(new TemplateCatalogOptions { Sources = [source] });
        catalog.Get("plain");
        _folder.Write("in/plain.hbs", "changed");
        _folder.Write("in/new.hbs", "new");
        Assert.Equal("plain", catalog.Reload("plain").Render(null, Some.Token));
        Assert.Throws<TemplateException>(() => catalog.Get("new"));
    }

    private TemplateCatalog Open(TemplateLimits? limits = null) =>
        new(new TemplateCatalogOptions { Sources = [TemplateSource.Folder(_folder.Below("in"))], Limits = limits ?? new TemplateLimits() });
}
