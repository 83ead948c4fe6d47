using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Weir.Lab;
using Weir.Lab.Proving;

namespace Weir.Tests.Lab.Reporting;

public class ProofReportTests
{
    private static readonly ReportPage Page = new(SyntheticSuite.Whole);

    /// <summary>With WEIR_REPORT_OUT the pages are also written to that folder: eng/report shows them in a browser.</summary>
    [Fact]
    public async Task Write_OfASuite_IsOnePageOfModestSize()
    {
        foreach (var (name, page) in new[] { ("whole", Page), ("odd", new ReportPage(SyntheticSuite.Odd, SyntheticSuite.Head with { Commit = null })) })
        {
            if (Environment.GetEnvironmentVariable("WEIR_REPORT_OUT") is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
                await File.WriteAllTextAsync(Path.Combine(folder, name + ".html"), page.Text, Some.Token);
            }

            Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", page.Text, StringComparison.Ordinal);
            Assert.InRange(page.Text.Length, 1, 500_000);
        }
    }

    [Fact]
    public void Write_OfAWholeSuite_ShowsEveryComparisonWithItsFigures()
    {
        var suite = SyntheticSuite.Whole;
        Assert.Equal(suite.Metrics.Count + suite.Layers.Count + 1, Page.All("article").Count());
        foreach (var (one, at) in suite.Metrics.Select(static (one, at) => (one, at)))
        {
            AssertShows(one.Comparison, Page.Section($"metric-{at + 1}"), one.Name);
        }

        foreach (var (one, at) in suite.Layers.Select(static (one, at) => (one, at)))
        {
            AssertShows(one.Comparison, Page.Section($"layer-{at + 1}"), one.Name);
        }

        AssertShows(suite.Control!, Page.Section("control"), suite.Control!.Workload);
    }

    [Fact]
    public void Write_OfAWholeSuite_LeadsFromTheOverviewToEverySection()
    {
        var links = Page.Styled("overview").Descendants("a").Select(static link => link.Attribute("href")!.Value[1..]).ToArray();
        Assert.Equal(Page.All("article").Select(static section => section.Attribute("id")!.Value).Order(), links.Order());
        Assert.Distinct(Page.Root.Descendants().Attributes("id").Select(static id => id.Value));
    }

    [Fact]
    public void Write_OfAWholeSuite_SaysWhereTheFiguresAreFrom()
    {
        var facts = Page.Styled("facts").Single().Elements("div").ToDictionary(static fact => fact.Element("dt")!.Value, static fact => fact.Element("dd")!.Value);
        Assert.Equal(SyntheticSuite.MachineName, facts["Machine"]);
        Assert.Equal("2026-11-22 07:30 UTC", facts["Date"]);
        Assert.Equal("12 min 13 s", facts["Took"]);
        Assert.Equal("42", facts["Seed"]);
        Assert.Equal("0.1.0", facts["Weir"]);
        Assert.Equal("4f1c2d7", facts["Commit"]);
        Assert.Equal("weir prove --seed 42 --report prove.html", facts["To repeat it"]);
        Assert.DoesNotContain("Commit", new ReportPage(SyntheticSuite.Whole, SyntheticSuite.Head with { Commit = null }).Styled("facts").Descendants("dt").Select(static name => name.Value));
    }

    [Fact]
    public void Write_ShowsChecksIdleCostsAndTheRecordedStep()
    {
        var caching = SyntheticSuite.Whole.Layers.Single(static layer => layer.Name == "caching");
        var section = Page.Section("layer-2");
        Assert.All(caching.Comparison.Checks, check => Assert.Equal([check.Value], ReportPage.Row(section, check.Name)));
        Assert.Equal(["met", "not met", "met"], section.Descendants("table").Last().Descendants("td").Where(static cell => cell.Attribute("class")?.Value == "verdict").Select(static cell => cell.Value));

        var rows = section.Descendants("ul").Single(static list => list.Attribute("class")!.Value == "forest").Elements("li").SkipLast(1).ToArray();
        Assert.Equal(caching.IdleCosts.Select(static cost => cost.Metric), rows.Select(static row => row.Descendants("bdi").First().Value));
        Assert.All(rows, static row => Assert.Contains("target −3.0 %", row.Descendants("title").Single().Value, StringComparison.Ordinal));

        var step = SyntheticSuite.Whole.Metrics[0].RecordedStep!;
        var values = Page.Section("metric-1").Descendants("p").SelectMany(static text => text.Elements("data")).Select(ReportPage.Number);
        Assert.Equal([step.Baseline, step.Weir], values);
    }

    [Fact]
    public void Write_NeedsNothingFromOutside()
    {
        foreach (var outside in new[] { "http:", "https:", "url(", "@import", " src=", "<link", "<img", "<iframe", "<object", " style=", "javascript:" })
        {
            Assert.DoesNotContain(outside, Page.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(Page.Root.Descendants().Attributes(), static attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(Page.All("a"), static link => Assert.StartsWith("#", link.Attribute("href")!.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_AllowsItsOwnStyleAndScriptAlone()
    {
        var policy = Page.All("meta").Single(static meta => meta.Attribute("http-equiv")?.Value == "Content-Security-Policy").Attribute("content")!.Value;
        Assert.Equal($"default-src 'none'; style-src '{Hash("style")}'; script-src '{Hash("script")}'; base-uri 'none'; form-action 'none'", policy);

        static string Hash(string name) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Page.All(name).Single().Value)));
    }

    [Fact]
    public void Write_SaysInWordsWhatPlotsAndSignsShow()
    {
        Assert.All(
            Page.All("svg").Where(static svg => svg.Attribute("role")?.Value == "img"),
            static svg => Assert.NotEmpty(svg.Element("title")!.Value));
        Assert.All(Page.Styled("badge"), static badge => Assert.Contains(badge.Value, (string[])["met", "not met", "regression", "undecided", "sound"]));
        Assert.Equal(["h1", "h2"], Page.Root.Descendants().Where(static one => one.Name.LocalName is "h1" or "h2" or "h3").Take(2).Select(static one => one.Name.LocalName));
    }

    private static void AssertShows(Comparison comparison, XElement section, string name)
    {
        var (off, on) = (comparison.Baseline, comparison.Optimized);
        Assert.Equal(name, section.Descendants("bdi").First().Value);
        Assert.Equal(comparison.Change, ReportPage.Number(section.Descendants("data").First()));
        Assert.Equal([off.Median, on.Median], ReportPage.Row(section, "median"));
        Assert.Equal([off.Mean, on.Mean], ReportPage.Row(section, "mean"));
        Assert.Equal([off.StandardDeviation, on.StandardDeviation], ReportPage.Row(section, "std. deviation"));
        Assert.Equal([off.Min, on.Min], ReportPage.Row(section, "min"));
        Assert.Equal([off.Max, on.Max], ReportPage.Row(section, "max"));
        Assert.Equal([off.P95, on.P95], ReportPage.Row(section, "p95"));
        Assert.Equal([off.P99, on.P99], ReportPage.Row(section, "p99"));
        Assert.Equal([off.OperationsPerSecond, on.OperationsPerSecond], ReportPage.Row(section, "units per second"));
        Assert.Equal([off.AllocatedBytes, on.AllocatedBytes], ReportPage.Row(section, "allocated per unit"));
        Assert.Equal([off.Gen0Collections, on.Gen0Collections], ReportPage.Row(section, "gen-0 collections"));
        Assert.Equal([off.Count, on.Count], ReportPage.Row(section, "samples"));
        Assert.Equal(2, section.Descendants("path").Count(static path => path.Attribute("class")?.Value == "density"));
    }
}
