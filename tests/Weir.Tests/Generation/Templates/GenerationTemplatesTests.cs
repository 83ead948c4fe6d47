using Weir.Generation;
using Weir.Generation.Templates;
using Weir.Yaml;

namespace Weir.Tests.Generation.Templates;

public sealed class GenerationTemplatesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Check_OfWhatIsShipped_FindsNothing()
    {
        using var catalog = GenerationTemplates.Open(null);
        Assert.Empty(GenerationTemplates.Check(catalog));
    }

    [Fact]
    public void VariablesOf_EveryShippedTemplate_IsKnown()
    {
        using var catalog = new TemplateCatalog();
        Assert.All(catalog.List(), static one => Assert.NotEmpty(GenerationTemplates.VariablesOf(one.Id)));
        Assert.Contains("Operations[].Name", GenerationTemplates.VariablesOf("node/node"));
        Assert.Empty(GenerationTemplates.VariablesOf("no/template"));
    }

    [Theory]
    [InlineData("{{Namespcae}}", 1, 1, "did you mean 'Namespace'?")]
    [InlineData("ok\n{{#each Operations}}{{Nmae}}{{/each}}", 2, 21, "did you mean 'Name'?")]
    [InlineData("{{#each Operations}}{{../Namespace}}{{#if Doc}}{{../../Namespace}}{{/if}}{{/each}}{{Nope}}", 1, 83, "'Nope'")]
    [InlineData("{{#each Operations as |one|}}{{one.Anything}}{{@index}}{{/each}}{{#with Names}}{{Nod}}{{/with}}", 1, 80, "'Nod'")]
    [InlineData("{{shout Namespace}}", 1, 1, "no such helper")]
    [InlineData("{{lookup Names Nope}}", 1, 1, "'Nope'")]
    [InlineData("{{#if HasChecks}}{{else if HasNone}}{{/if}}", 1, 18, "'HasNone'")]
    public void Check_OfAReplacement_NamesWhatTheJobDoesNotGive(string text, int line, int column, string part)
    {
        _folder.Write("node/node.hbs", text);
        using var catalog = GenerationTemplates.Open(_folder.Path);
        var found = Assert.Single(GenerationTemplates.Check(catalog));
        Assert.Equal((GenerationCodes.UnknownVariable, line, column), (found.Code, found.Position.Line, found.Position.Column));
        Assert.Contains(part, found.Message, StringComparison.Ordinal);
        Assert.EndsWith("node.hbs", found.Position.File, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfABrokenTemplate_ReportsEveryMistakeWithItsPlace()
    {
        _folder.Write("node/user.hbs", "{{#if a}}\n{{/each}}\n{{x y=}} {{> none}}");
        using var catalog = GenerationTemplates.Open(_folder.Path);
        var found = GenerationTemplates.Check(catalog);
        Assert.All(found, static one => Assert.Equal((DiagnosticSeverity.Error, GenerationCodes.WrongTemplate), (one.Severity, one.Code)));
        Assert.Equal([(2, 1), (3, 1), (3, 10)], found.Select(static one => (one.Position.Line, one.Position.Column)));
    }

    [Fact]
    public void Check_OfAFileThatReplacesNothing_WarnsWithTheNearestName()
    {
        _folder.Write("node/nod.hbs", "x");
        _folder.Write("node/user.hbs", "{{> shared/head}}");
        _folder.Write("shared/head.hbs", "x");
        using var catalog = GenerationTemplates.Open(_folder.Path);
        var found = Assert.Single(GenerationTemplates.Check(catalog));
        Assert.Equal((DiagnosticSeverity.Warning, GenerationCodes.UnusedTemplate), (found.Severity, found.Code));
        Assert.Contains("did you mean 'node/node'?", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfAFileOfAnotherName_SaysWhatItIsGoodFor()
    {
        _folder.Write("pages/invoice.hbs", "{{Total}}");
        using var catalog = GenerationTemplates.Open(_folder.Path);
        var found = Assert.Single(GenerationTemplates.Check(catalog));
        Assert.Equal((DiagnosticSeverity.Info, GenerationCodes.UnusedTemplate), (found.Severity, found.Code));
        Assert.Equal("The template 'pages/invoice' replaces none, and none shows it: only 'custom_template' of a contract and 'weir templates render' can use it.", found.Message);
    }

    [Fact]
    public void Show_OfAReplacedTemplate_GivesTheTextThatIsInForceBrokenOrNot()
    {
        var file = _folder.Write("node/user.hbs", "{{#if x}}\r\nmine");
        using var catalog = GenerationTemplates.Open(_folder.Path);
        var mine = catalog.Show("node/user");
        Assert.Equal(("node/user", "node", file, "{{#if x}}\nmine"), (mine.Id, mine.Kind, mine.Source, mine.Text));
        var shipped = catalog.Show("node/node");
        Assert.Equal(("shipped", catalog.List().Single(static one => one.Id == "node/node").Sha256), (shipped.Source, shipped.Sha256));
        Assert.Contains("did you mean 'node/user'?", Assert.Throws<TemplateException>(() => catalog.Show("node/usr")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAFolderThatIsNotThere_SaysSo() =>
        Assert.StartsWith("There is no folder ", Assert.Throws<TemplateException>(() => GenerationTemplates.Open(_folder.Below("none"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("d.json", """{"a":[1,true,null]}""")]
    [InlineData("d.yaml", "a: [1, true, null]")]
    public async Task ReadData_OfAFile_GivesItsValues(string name, string content)
    {
        var data = await GenerationTemplates.ReadDataAsync(_folder.Write(name, content), Some.Token);
        Assert.Equal("""{"a":[1,true,null]}""", StepValues.ToJson(data));
    }

    [Theory]
    [InlineData("d.json", "{")]
    [InlineData("d.yaml", "a: [")]
    public async Task ReadData_OfWhatIsNoData_NamesThePlace(string name, string content)
    {
        var file = _folder.Write(name, content);
        var error = await Assert.ThrowsAsync<FormatException>(() => GenerationTemplates.ReadDataAsync(file, Some.Token));
        Assert.StartsWith(file + ":1:", error.Message, StringComparison.Ordinal);
    }
}
