using Weir.Generation.Templates;
using Weir.Testing;

namespace Weir.Tests.Generation.Templates;

public sealed class TemplateRenderTests
{
    [Theory]
    [InlineData("a\n {{nope}}", 2, 2, "asks for 'nope', which its data has not")]
    [InlineData("{{name}} {{#each list}}- {{name}}{{/each}}", 1, 26, "asks for 'name'")]
    [InlineData("{{#each list}}{{this}}{{/each}}\n{{#each list}}\nx {{n}}\n{{/each}}", 3, 3, "asks for 'n'")]
    [InlineData("{{#if nope}}{{/if}}", 1, 1, "asks for 'nope'")]
    [InlineData("ok\n{{lookup name 'nope'}}", 2, 1, "asks for 'nope'")]
    [InlineData("{{name.nope}}", 1, 1, "asks for 'name.nope'")]
    [InlineData("x {{nope name}}", 1, 3, "asks for 'nope'")]
    [InlineData("x {{#nope name}}{{/nope}}", 1, 3, "which is neither a template nor a helper")]
    [InlineData("x\n\n{{> none}}", 3, 1, "there is no template 'none'")]
    [InlineData("\n {{> broken}}", 2, 3, "asks for 'inner'")]
    public void Render_OfWhatIsUnknown_NamesTemplateLineAndColumn(string text, int line, int column, string problem)
    {
        using var catalog = Catalog(text, null, ("broken", "one\n  {{inner}}"));
        var error = Assert.Throws<TemplateException>(() => catalog.Render("t", new { name = "x", list = new[] { 1 } }, Some.Token));
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(FormattableString.Invariant($"{error.File}:{line}:{column}: "), error.Message, StringComparison.Ordinal);
        Assert.Equal(text.Contains("broken", StringComparison.Ordinal) ? "broken" : "t", error.Template);
    }

    [Theory]
    [InlineData("a {{b", 1, 3)]
    [InlineData("{{#if a}}\n{{#each b}}\n{{/if}}", 3, 1)]
    [InlineData("{{#if a}}", 1, 1)]
    [InlineData("x\n{{/if}}", 2, 1)]
    [InlineData("{{a}}\n {{b c=}}", 2, 2)]
    [InlineData("{{!-- never\nclosed", 1, 1)]
    [InlineData("x {{#*inline \"p\"}}{{> p}}{{/inline}}{{> p}}", 1, 3)]
    public void Get_OfWhatDoesNotCompile_NamesLineAndColumn(string text, int line, int column)
    {
        using var catalog = Catalog(text);
        var error = Assert.Throws<TemplateException>(() => catalog.Get("t"));
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.StartsWith("The template is wrong: ", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_EscapesNothing()
    {
        using var catalog = Catalog("{{a}}");
        Assert.Equal("<b> & \"x\" {{a}}", catalog.Render("t", new { a = "<b> & \"x\" {{a}}" }, Some.Token));
    }

    [Fact]
    public void Render_OfNumbers_IsTheSameInEveryLanguage()
    {
        using var catalog = Catalog("{{a}} {{b}} {{c}} {{d}}");
        Assert.Equal("1.5 true 7 2.25", catalog.Render("t", new { a = 1.5, b = true, c = 7, d = 2.25m }, Some.Token));
    }

    [Fact]
    public void Render_OfAListWithoutEnd_EndsWithOneSentence()
    {
        using var catalog = Catalog("{{#each forever}}{{/each}}", new TemplateLimits { MaxTurns = 1000 });
        var error = Assert.Throws<TemplateException>(() => catalog.Render("t", new { forever = Forever() }, Some.Token));
        Assert.Equal("The template 't.hbs' turns more than 1000 times in its loops and partials; render it in parts, or end the loop.", error.Message);
    }

    [Fact]
    public void Render_ForTooLong_EndsWithOneSentence()
    {
        var time = new ManualTime();
        using var catalog = new TemplateCatalog(new TemplateCatalogOptions
        {
            Sources = [TemplateSource.Texts(new Dictionary<string, string> { ["t"] = "{{#each forever}}{{/each}}" })],
            Limits = new TemplateLimits { MaxTime = TimeSpan.FromSeconds(2), MaxTurns = long.MaxValue },
            Time = time,
        });
        var error = Assert.Throws<TemplateException>(() => catalog.Render("t", new { forever = Forever(() => time.Advance(TimeSpan.FromMilliseconds(1))) }, Some.Token));
        Assert.Equal("The template 't.hbs' takes longer than 2 s; render it in parts, or end the loop.", error.Message);
    }

    [Fact]
    public void Render_OfMoreTextThanAllowed_EndsWithOneSentence()
    {
        using var catalog = Catalog("{{#each forever}}0123456789{{/each}}", new TemplateLimits { MaxLength = 100_000 });
        var error = Assert.Throws<TemplateException>(() => catalog.Render("t", new { forever = Forever() }, Some.Token));
        Assert.Equal("The template 't.hbs' gives more than 100000 characters; render it in parts.", error.Message);
    }

    [Theory]
    [InlineData("{{> t}}")]
    [InlineData("{{> other}}")]
    [InlineData("{{#each list}}{{> t}}{{/each}}")]
    [InlineData("{{#> t}}{{> @partial-block}}{{/t}}")]
    public void Render_OfATemplateThatShowsItself_EndsWithOneSentence(string text)
    {
        using var catalog = Catalog(text, null, ("other", "{{> t}}"));
        var list = new List<object>();
        list.Add(new { list });
        var error = Assert.Throws<TemplateException>(() => catalog.Render("t", new { list }, Some.Token));
        Assert.Equal("The template 't.hbs' shows templates in one another more than 32 deep; one of them shows itself without end.", error.Message);
    }

    [Fact]
    public void Render_OfPartialsThatDoubleAtEveryLevel_IsCountedByTurns()
    {
        var texts = Enumerable.Range(0, 30).Select(static i => ($"p{i}", i == 29 ? "" : $"{{{{> p{i + 1}}}}}{{{{> p{i + 1}}}}}")).ToArray();
        using var catalog = Catalog("{{> p0}}", new TemplateLimits { MaxTurns = 10_000 }, texts);
        Assert.Contains("turns more than 10000 times", Assert.Throws<TemplateException>(() => catalog.Render("t", null, Some.Token)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{#each forever}}{{/each}}")]
    [InlineData("{{> part}}")]
    public void Render_WhenItIsCancelled_Ends(string text)
    {
        using var stop = new CancellationTokenSource();
        var turns = 0;
        using var catalog = Catalog(text, null, ("part", "{{#each forever}}{{/each}}"));
        var forever = Forever(() =>
        {
            if (++turns == 5)
            {
                stop.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => catalog.Render("t", new { forever }, stop.Token));
        Assert.InRange(turns, 5, 1000);
    }

    [Fact]
    public void Render_WithAHelper_CallsIt_AndNoOther()
    {
        using var catalog = new TemplateCatalog(new TemplateCatalogOptions
        {
            Sources = [TemplateSource.Texts(new Dictionary<string, string> { ["t"] = "{{upper name}} {{#if (upper name)}}y{{/if}}", ["u"] = "{{lower name}}" })],
            Helpers = new Dictionary<string, TemplateHelper> { ["upper"] = static arguments => arguments[0]?.ToString()?.ToUpperInvariant() },
        });
        Assert.Equal("ABC y", catalog.Render("t", new { name = "abc" }, Some.Token));
        Assert.Throws<TemplateException>(() => catalog.Render("u", new { name = "abc" }, Some.Token));
    }

    [Fact]
    public void Render_WhenTheDataThrows_SaysWhereItWas()
    {
        using var catalog = Catalog("text {{#each bad}}{{/each}}");
        var error = Assert.Throws<TemplateException>(() => catalog.Render("t", new { bad = Forever(static () => throw new InvalidOperationException("no more")) }, Some.Token));
        Assert.Contains("no more", error.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Fact]
    public async Task Render_OfOneTemplateByMany_GivesEachItsOwn()
    {
        using var catalog = Catalog("{{#each rows}}{{this}},{{/each}}");
        var texts = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => catalog.Render("t", new { rows = Enumerable.Repeat(i, 50).ToArray() }, Some.Token), Some.Token)));
        Assert.Equal(Enumerable.Range(0, 200).Select(static i => string.Concat(Enumerable.Repeat($"{i},", 50))), texts);
    }

    private static IEnumerable<int> Forever(Action? turn = null)
    {
        for (var i = 0; ; i++)
        {
            turn?.Invoke();
            yield return i;
        }
    }

    private static TemplateCatalog Catalog(string text, TemplateLimits? limits = null, params (string Id, string Text)[] more)
    {
        var texts = more.ToDictionary(static one => one.Id, static one => one.Text);
        texts["t"] = text;
        return new TemplateCatalog(new TemplateCatalogOptions { Sources = [TemplateSource.Texts(texts)], Limits = limits ?? new TemplateLimits() });
    }
}
