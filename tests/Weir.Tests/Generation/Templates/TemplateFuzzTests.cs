using System.Diagnostics;
using System.Globalization;
using System.Text;
using Weir.Generation.Templates;

namespace Weir.Tests.Generation.Templates;

/// <summary>Templates made and changed at random, from a seed: each renders, or is refused with a place; none hangs, and none throws anything else. WEIR_RANDOM_TEMPLATES says how many.</summary>
public sealed class TemplateFuzzTests
{
    private static readonly string[] Pieces =
    [
        "{{", "}}", "{{{", "}}}", "{{#each rows}}", "{{/each}}", "{{#if on}}", "{{/if}}", "{{else}}", "{{^}}", "{{else if on}}", "{{#with one}}", "{{/with}}", "{{#unless on}}", "{{/unless}}", "{{name}}",
        "{{one.name}}", "{{../name}}", "{{this}}", "{{@index}}", "{{@root.name}}", "{{lookup one 'name'}}", "{{#rows}}", "{{/rows}}", "{{> part}}", "{{> (lookup this 'name')}}", "{{#> part}}", "{{/part}}",
        "{{!-- c --}}", "{{! c }}", "{{~name~}}", "\\{{", "{{{{raw}}}}", "{{{{/raw}}}}", "{{#*inline \"p\"}}", "{{/inline}}", "{{> @partial-block}}", "{{&name}}", "{{[a b]}}", "{{name", "name}}", "|", " as |a b|",
        "(", ")", "\"", "'", "=", "x=1", ".", "/", "..", "@", "#", "^", "\n", "\r\n", "\0", "\u2028", "😀", "text", " ", "{{nope}}", "{{#each", "{{#nope}}", "{{/nope}}", "{{1}}", "{{-1.5}}", "{{true}}", "{{null}}", "{{(x)}}",
    ];

    private static readonly object Data = new Dictionary<string, object?>
    {
        ["name"] = "part",
        ["on"] = true,
        ["rows"] = new object?[] { "a", 1L, null, new Dictionary<string, object?> { ["name"] = "inner" } },
        ["one"] = new Dictionary<string, object?> { ["name"] = "one" },
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Render_OfARandomTemplate_NeverThrowsAnythingWithoutAPlace(int seed)
    {
        var random = new Random(seed);
        var shipped = Shipped();
        var count = int.Parse(Environment.GetEnvironmentVariable("WEIR_RANDOM_TEMPLATES") ?? "3000", CultureInfo.InvariantCulture) / 3;
        for (var done = 0; done < count;)
        {
            // A compiler for a while; what it learned of the ones before may matter.
            var texts = new Dictionary<string, string> { ["part"] = "[{{name}}]" };
            for (var i = 0; i < 500 && done < count; i++, done++)
            {
                texts[FormattableString.Invariant($"t{i}")] = random.Next(3) == 0 ? Change(shipped[random.Next(shipped.Count)], random) : Make(random);
            }

            using var catalog = new TemplateCatalog(new TemplateCatalogOptions { Sources = [TemplateSource.Texts(texts)], Limits = new TemplateLimits { MaxTurns = 10_000, MaxLength = 100_000 } });
            foreach (var (id, text) in texts)
            {
                Check(catalog, id, text);
            }
        }
    }

    private static void Check(TemplateCatalog catalog, string id, string text)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            catalog.Render(id, Data, Some.Token);
        }
        catch (TemplateException error)
        {
            var lines = text.ReplaceLineEndings("\n").Split('\n');
            var isOfAll = error.Line == 0 && error.Column == 0 && error.Message.StartsWith("The template '", StringComparison.Ordinal);
            Assert.True(isOfAll || error.Template != id || (error.Line >= 1 && error.Line <= lines.Length && error.Column >= 1 && error.Column <= lines[error.Line - 1].Length + 1), $"{error.Message}\n{text}");
            Assert.DoesNotContain('\n', error.Message);
        }
        catch (Exception error)
        {
            Assert.Fail($"{error}\n{text}");
        }

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), text);
    }

    private static string Make(Random random)
    {
        var text = new StringBuilder();
        for (var n = random.Next(1, 25); n > 0; n--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    private static string Change(string source, Random random)
    {
        var text = new StringBuilder(source);
        for (var n = random.Next(1, 5); n > 0 && text.Length > 0; n--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(3))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                default:
                    text[at] = (char)random.Next(1, 0x2FF);
                    break;
            }
        }

        return text.ToString();
    }

    private static IReadOnlyList<string> Shipped() => [.. TemplateSource.Shipped.Ids().Order(StringComparer.Ordinal).Select(static id => TemplateSource.Shipped.Read(id, int.MaxValue)!.Content)];
}
