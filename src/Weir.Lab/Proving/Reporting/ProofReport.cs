using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using static Weir.Lab.Proving.Reporting.Markup;

namespace Weir.Lab.Proving.Reporting;

/// <summary>Writes what a suite of proofs found as one page, which needs nothing but itself: HTML that is also well-formed XML, with its plots as SVG.</summary>
internal static class ProofReport
{
    /// <summary>Writes the page, as text that is to be encoded as UTF-8.</summary>
    /// <param name="suite">What was found.</param>
    /// <param name="head">What its head says.</param>
    /// <param name="output">Where to; stays open.</param>
    public static void Write(SuiteResult suite, ProofReportHead head, TextWriter output)
    {
        var (style, script) = (Asset("report.css"), Asset("report.js"));
        var (metrics, layers) = (Finding.Metrics(suite), Finding.Layers(suite));
        Markup.Write(
            Tag(
                "html", Has("lang", "en"),
                Tag(
                    "head",
                    Tag("meta", Has("charset", "utf-8")),
                    Tag("meta", Has("http-equiv", "Content-Security-Policy"), Has("content", Policy(style, script))),
                    Tag("meta", Has("name", "viewport"), Has("content", "width=device-width, initial-scale=1")),
                    Tag("meta", Has("name", "color-scheme"), Has("content", "light dark")),
                    Tag("title", head.Title),
                    Tag("style", Raw(style))),
                Tag(
                    "body",
                    Tag("a", Class("skip"), Has("href", "#main"), "Skip to the changes"),
                    Overview.Head(suite, head, [.. metrics, .. layers]),
                    Tag(
                        "main", Has("id", "main"),
                        Overview.Forest(suite, metrics, layers),
                        Group("Metrics", metrics),
                        Group("Layers", layers),
                        suite.Control is { } control ? ControlSection.Draw(control) : null),
                    Footer(),
                    Tag("script", Raw(script)))),
            output);
    }

    private static XElement? Group(string name, IReadOnlyList<Finding> findings) => findings.Count == 0 ? null : Tag(
        "section", Has("aria-labelledby", "all-" + name), Tag("h2", Has("id", "all-" + name), name), findings.Select(FindingSection.Draw));

    private static XElement Footer() => Tag(
        "footer",
        Tag("h2", "How to read this"),
        Tag("p", "Both sides do the same work, in pairs of samples whose order is tossed. The change is (off − on) / off in percent, from all pairs; positive is better. The interval is that of Wilcoxon’s signed ranks."),
        Tag("p", "Met: the lower end of the interval is at least the target, and checks and idle costs reach theirs. Undecided: the interval is wider than 3 points to each side, or the change had not settled and may yet miss the target; that is not met. Regression: all of the interval is below zero, and below the target."),
        Tag("p", "A sample is the mean of many units of work, so percentiles are those of samples. Plots may leave out samples far off, and say so; figures never do."));

    // Nothing may be loaded, sent or run but the style and the script above, byte for byte.
    private static string Policy(string style, string script) =>
        $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Asset(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
