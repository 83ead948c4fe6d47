using System.Globalization;
using System.Text.RegularExpressions;
using HandlebarsDotNet;
using Weir.Generation.Templates.Checking;

namespace Weir.Generation.Templates.Rendering;

/// <summary>Finds where in a template something went wrong, which Handlebars.Net seldom says.</summary>
internal static partial class FailurePlace
{
    // Each is compiled by itself until one fails.
    private const int MaxTried = 500;

    private const int MaxShown = 60;

    /// <summary>Why a template does not compile, and where: every mistake that can be told from the others.</summary>
    public static IReadOnlyList<TemplateMistake> OfCompiling(string text, TemplateScan scan, Exception error, IHandlebars handlebars)
    {
        var named = Named().Match(error.Message);
        var reason = Sentence(named.Success ? error.Message[..named.Index] : error.Message);
        TemplateMistake[] wrong =
        [
            .. scan.Mistakes,
            .. scan.Mustaches.DistinctBy(one => text[one.Start..one.End], StringComparer.Ordinal).Take(MaxTried)
                .Where(one => !Compiles(text, one, handlebars))
                .Select(one => new TemplateMistake(one.Start, $"'{text[one.Start..Math.Min(one.End, one.Start + MaxShown)].ReplaceLineEndings(" ")}' is no expression: {reason}")),
        ];
        return wrong.Length > 0 ? [.. wrong.OrderBy(static one => one.At)] : [new TemplateMistake(named.Success ? OffsetOf(named, text) : 0, reason)];
    }

    /// <summary>Where a template asks for something that its data has not: of several places that do, the one whose text before it is what was written last.</summary>
    public static (int Line, int Column) OfName(string text, string name, ReadOnlySpan<char> written)
    {
        var best = (At: -1, Common: -1);
        var end = 0;
        foreach (var mustache in new TemplateScan(text).Mustaches)
        {
            if (mustache.Words.Any(word => IsName(word, name)))
            {
                var common = Common(text.AsSpan(end, mustache.Start - end), written);
                best = common > best.Common ? (mustache.Start, common) : best;
            }

            end = mustache.End;
        }

        return TemplateScan.PlaceOf(text, Math.Max(best.At, 0));
    }

    private static bool IsName(string word, string name)
    {
        var path = word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..].TrimStart('@', '"', '\'').TrimEnd('"', '\'');
        return string.Equals(path, name, StringComparison.OrdinalIgnoreCase) || path.EndsWith("." + name, StringComparison.OrdinalIgnoreCase) || path.EndsWith("/" + name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>How much of the end of the text before is the end of what was written. White space counts for nothing: a line with nothing but a block is not written.</summary>
    private static int Common(ReadOnlySpan<char> before, ReadOnlySpan<char> written)
    {
        var a = before.TrimEnd();
        var b = written.TrimEnd();
        var count = 0;
        while (count < a.Length && count < b.Length && a[^(count + 1)] == b[^(count + 1)])
        {
            count++;
        }

        // All of it is better than as much of a longer one.
        return a.Length > 0 && count == a.Length ? count + 1 : count;
    }

    private static bool Compiles(string text, Mustache one, IHandlebars handlebars)
    {
        var alone = text[one.Start..one.End];
        try
        {
            handlebars.Compile(new StringReader(one.Kind switch
            {
                MustacheKind.Open or MustacheKind.PartialBlock or MustacheKind.Decorator => $"{alone}{{{{/{one.Name}}}}}",
                MustacheKind.Else => $"{{{{#if x}}}}{alone}{{{{/if}}}}",
                MustacheKind.Close => "",
                _ => alone,
            }));
            return true;
        }
        catch (Exception)
        {
            // The reason is that of the whole template.
            return false;
        }
    }

    private static string Sentence(string reason) => reason.ReplaceLineEndings(" ").Trim();

    /// <summary>The place that Handlebars.Net names, in lines and characters from 0.</summary>
    private static int OffsetOf(Match named, string text)
    {
        var at = 0;
        for (var line = int.Parse(named.Groups[1].ValueSpan, CultureInfo.InvariantCulture); line > 0 && text.IndexOf('\n', at) is >= 0 and var end; line--)
        {
            at = end + 1;
        }

        return Math.Min(at + int.Parse(named.Groups[2].ValueSpan, CultureInfo.InvariantCulture), text.Length);
    }

    [GeneratedRegex(@"Occured at: (\d{1,8}):(\d{1,8})", RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
