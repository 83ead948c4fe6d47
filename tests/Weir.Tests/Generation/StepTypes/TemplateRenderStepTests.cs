using Weir.Generation.StepTypes;
using Weir.Tests.Yaml.StepTypes;

namespace Weir.Tests.Generation.StepTypes;

public sealed class TemplateRenderStepTests : IDisposable
{
    private readonly StepTypeCall _call = new StepTypeCall().Allow(PermissionKind.Write, "out");

    public void Dispose() => _call.Dispose();

    [Theory]
    [InlineData("Hi {{name}}!", """{"name":"Ü <b>"}""", "Hi Ü <b>!")]
    [InlineData("{{a}} {{b}} {{c}} {{d}}", """{"a":1,"b":true,"c":0.5,"d":null}""", "1 true 0.5 ")]
    [InlineData("{{a}} {{b}}", """{"a":[1,"x"],"b":{"c":2}}""", """[1,"x"] {"c":2}""")]
    [InlineData("{{#each rows}}{{@index}}:{{this.n}}{{#unless @last}}, {{/unless}}{{/each}}", """{"rows":[{"n":5},{"n":6}]}""", "0:5, 1:6")]
    [InlineData("{{#each this}}{{@key}}={{this}};{{/each}}", """{"a":1,"b":"x"}""", "a=1;b=x;")]
    [InlineData("{{#if list}}some{{else}}none{{/if}}{{#with m}}{{k}}{{/with}}", """{"list":[],"m":{"k":1}}""", "none1")]
    [InlineData("{{#each this}}[{{this}}]{{/each}}", """["a",2,null]""", "[a][2][]")]
    [InlineData("as it is", "null", "as it is")]
    public async Task Render_GivesTheTextWithValuesAsInExpressions(string template, string data, string expected)
    {
        Template(template);
        Assert.Equal(expected, await _call.GiveAsync(new TemplateRenderStep(), ("template", "a.hbs"), ("data", StepValues.Parse(data))));
    }

    [Fact]
    public async Task Render_WithoutData_IsItsOwnText()
    {
        Template("plain");
        Assert.Equal("plain", await _call.GiveAsync(new TemplateRenderStep(), ("template", "a.hbs")));
    }

    [Fact]
    public async Task Render_ToAFile_WritesItWholeAndGivesThePath()
    {
        Template("Hi {{name}}\n");
        var output = await _call.GiveMapAsync(new TemplateRenderStep(), ("template", "a.hbs"), ("data", StepValues.Parse("""{"name":"Ü"}""")), ("to", "out/deep/a.txt"));
        Assert.Equal("""{"path":"out/deep/a.txt"}""", StepValues.ToJson(output));
        Assert.Equal("Hi Ü\n"u8.ToArray(), await File.ReadAllBytesAsync(_call.Below("out", "deep", "a.txt"), Some.Token));
        Assert.Equal(["a.txt"], Directory.EnumerateFileSystemEntries(_call.Below("out", "deep")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("{{name}} {{mail}}", "a.hbs:1:10: The template asks for 'mail', which its data has not; correct the name, or add it to the data.")]
    [InlineData("{{#each list}}{{this.x}}{{/each}}", "a.hbs:1:15: The template asks for 'this.x', which its data has not; correct the name, or add it to the data.")]
    [InlineData("line\n{{name", "a.hbs:2:1: The template is wrong: The braces are never closed; add }}.")]
    [InlineData("{{#if name}}", "a.hbs:1:1: The template is wrong: The block 'if' is opened here and never closed; add {{/if}}.")]
    [InlineData("{{#if}}{{/if}}", "a.hbs:1:1: The template is wrong: '{{#if}}' is no expression: ")]
    [InlineData("{{> other}}", "a.hbs:1:1: The template is wrong: there is no template 'other' that it could show.")]
    public async Task Render_OfATemplateThatIsWrong_SaysWhatAndWhere(string template, string expected)
    {
        Template(template);
        var message = await _call.FailAsync(new TemplateRenderStep(), ("template", "a.hbs"), ("data", StepValues.Parse("""{"name":"x","list":[{}]}""")), ("to", "out/a.txt"));
        Assert.StartsWith(expected, message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_call.Below("out")));
    }

    [Theory]
    [InlineData("{{> parts/row}}")]
    [InlineData("{{> \"parts/row.hbs\"}}")]
    public async Task Render_OfATemplateThatShowsAnother_FindsItBelowTheWorkflow(string template)
    {
        _call.Folder.Write("flow/parts/row.hbs", "[{{name}}]");
        var type = new TemplateRenderStep();
        Template(template);
        Assert.Equal("[x]", await _call.GiveAsync(type, ("template", "a.hbs"), ("data", StepValues.Parse("""{"name":"x"}"""))));
        _call.Folder.Write("flow/parts/row.hbs", "<{{name}}>");
        Assert.Equal("<x>", await _call.GiveAsync(type, ("template", "a.hbs"), ("data", StepValues.Parse("""{"name":"x"}"""))));
    }

    [Theory]
    [InlineData("{{> \"../outside\"}}")]
    [InlineData("{{> (lookup this 'n')}}")]
    public async Task Render_OfATemplateThatShowsOneOutside_IsRefused(string template)
    {
        _call.Folder.Write("outside.hbs", "secret");
        Template(template);
        var message = await _call.FailAsync(new TemplateRenderStep(), ("template", "a.hbs"), ("data", StepValues.Parse("""{"n":"../outside"}""")));
        Assert.Contains("leads out of the folder of the workflow", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_OfAChangedTemplate_RendersTheNewOne()
    {
        var type = new TemplateRenderStep();
        Template("one");
        Assert.Equal("one", await _call.GiveAsync(type, ("template", "a.hbs")));
        Template("two");
        Assert.Equal("two", await _call.GiveAsync(type, ("template", "a.hbs")));
    }

    [Fact]
    public async Task Render_OfMoreThanIsAllowed_FailsBeforeItIsAllMade()
    {
        Template("{{#each this}}{{#each @root}}0123456789{{/each}}{{/each}}");
        var data = Enumerable.Range(0, 1000).Select(static i => (object?)(long)i).ToArray();
        var message = await _call.FailAsync(new TemplateRenderStep(maxLength: 1000), ("template", "a.hbs"), ("data", data));
        Assert.Equal("The template 'a.hbs' gives more than 1000 characters; render it in parts.", message);
    }

    [Fact]
    public async Task Render_OfExactlyWhatIsAllowed_Completes()
    {
        Template("{{#each this}}0123456789{{/each}}");
        var text = await _call.GiveAsync(new TemplateRenderStep(maxLength: 100), ("template", "a.hbs"), ("data", new object?[10]));
        Assert.Equal(100, Assert.IsType<string>(text).Length);
    }

    [Fact]
    public async Task Render_ThatWritesNothingForAges_EndsWhenItIsCancelled()
    {
        Template("{{#each this}}{{#each @root}}{{#each @root}}{{#each @root}}{{/each}}{{/each}}{{/each}}{{/each}}");
        var data = Enumerable.Range(0, 10_000).Select(static i => (object?)(long)i).ToArray();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Some.Token);
        var running = Task.Run(() => _call.RunAsync(new TemplateRenderStep(), stop.Token, ("template", "a.hbs"), ("data", data)), Some.Token);
        await stop.CancelAsync();
        using var run = await running.WaitAsync(TimeSpan.FromSeconds(30), Some.Token);
        Assert.Equal(RunStatus.Cancelled, run.Status);
    }

    [Theory]
    [InlineData("{{#if this}}", "{{/if}}")]
    [InlineData("{{lookup this ", "}}")]
    public async Task Render_OfBlocksWithoutEnd_IsRefusedAndLeavesTheProcessAlive(string open, string close)
    {
        var isBlock = open.StartsWith("{{#", StringComparison.Ordinal);
        var deep = isBlock ? string.Concat(Enumerable.Repeat(open, 10_000)) : open + new string('(', 100_000);
        Template(deep + close);
        var message = await _call.FailAsync(new TemplateRenderStep(), ("template", "a.hbs"));
        Assert.Equal("a.hbs:1:1: The template is wrong: blocks or parentheses are nested deeper than 100; make it flatter.", message);
    }

    [Fact]
    public async Task Render_OfAsManyBlocksAsAreAllowed_Works()
    {
        Template(string.Concat(Enumerable.Repeat("{{#if this}}", 100)) + "x{{else}}y" + string.Concat(Enumerable.Repeat("{{/if}}", 100)));
        Assert.Equal("x", await _call.GiveAsync(new TemplateRenderStep(), ("template", "a.hbs"), ("data", "yes")));
    }

    [Fact]
    public async Task Render_OfATemplateOutsideOfTheFolder_IsRefused()
    {
        _call.Folder.Write("outside.hbs", "secret");
        var message = await _call.FailAsync(new TemplateRenderStep(), ("template", "../outside.hbs"));
        Assert.Contains("leads out of the folder of the workflow", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_ToWhatIsNotPermitted_NamesThePermissionAndWritesNothing()
    {
        Template("x");
        var message = await _call.FailAsync(new TemplateRenderStep(), ("template", "a.hbs"), ("to", "secret/a.txt"));
        Assert.Contains("--allow write=secret/a.txt", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_call.Below("secret")));
    }

    [Fact]
    public async Task Render_OfATemplateThatIsNotThere_SaysSo() =>
        Assert.StartsWith("The template 'none.hbs' cannot be read: ", await _call.FailAsync(new TemplateRenderStep(), ("template", "none.hbs")), StringComparison.Ordinal);

    [Fact]
    public async Task Render_OfManyAtOnce_GivesEachItsOwn()
    {
        var type = new TemplateRenderStep();
        for (var file = 0; file < 100; file++)
        {
            _call.Folder.Write($"flow/{file}.hbs", $"{file}:{{{{n}}}}");
        }

        var texts = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(
            () => _call.GiveAsync(type, ("template", $"{i % 100}.hbs"), ("data", new Dictionary<string, object?> { ["n"] = (long)i })), Some.Token)));
        Assert.Equal(Enumerable.Range(0, 400).Select(static i => (object?)$"{i % 100}:{i}"), texts);
    }

    private void Template(string text) => _call.Folder.Write("flow/a.hbs", text);
}
