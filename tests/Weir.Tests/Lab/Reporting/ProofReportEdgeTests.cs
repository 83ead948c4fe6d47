using System.Globalization;
using System.Xml.Linq;
using Weir.Lab;
using Weir.Lab.Proving;
using Weir.Lab.Proving.Reporting;

namespace Weir.Tests.Lab.Reporting;

/// <summary>Reports of what is hostile, missing, infinite or very much.</summary>
public class ProofReportEdgeTests
{
    private static readonly SideFigures Nothing = new()
    {
        UnitsPerSample = 1, Mean = double.NaN, Median = double.NaN, StandardDeviation = double.NaN, Min = double.NaN, Max = double.NaN, P95 = double.NaN, P99 = double.NaN,
        OperationsPerSecond = 0, AllocatedBytes = 0, Gen0Collections = 0, Samples = [],
    };

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>'")]
    [InlineData("</title></style></script><svg onload=alert(1)>")]
    [InlineData("]]>&amp;&#0;<!-- --")]
    [InlineData("a\u202Eb\u2066c")]
    public void Write_OfHostileNames_LeavesThemText(string name)
    {
        var page = Hostile(name);
        Assert.Single(page.All("script"));
        Assert.Empty(page.All("img"));
        Assert.DoesNotContain(page.Root.Descendants().Attributes(), static attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        // Title, machine, version, commit, command; twice the names of metric, layer and workload; unit, off, check, idle metric.
        Assert.InRange(page.All("bdi").Count(one => one.Value == name), 12, int.MaxValue);
    }

    [Fact]
    public void Write_OfTextThatNoPageMayContain_ReplacesIt()
    {
        var page = Hostile("a\0b\u001Bc\uD800d\uFFFE");
        Assert.Equal("a\uFFFDb\uFFFDc\uFFFDd\uFFFD", page.All("title").First().Value);
        Assert.Equal("\U0001F600", Hostile("\U0001F600").All("title").First().Value);
    }

    [Fact]
    public void Write_OfAnUnknownInterval_ShowsItAsFarAsItGoes()
    {
        var one = new SyntheticComparison("few", "some work") { Pairs = 3 }.Make();
        Assert.Equal(ChangeInterval.Unknown, one.Confidence);
        var page = new ReportPage(SyntheticSuite.Of(one));
        AssertSound(page);
        Assert.Equal("−∞ to +100.0 %", page.Styled("interval").First().Value);
        Assert.Equal("undecided", page.Styled("badge").First().Value);
        Assert.Contains("wider than 3 points", page.Styled("reasons").Single().Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 2_310, WorkloadMeasure.Time)]
    [InlineData(30, 0, WorkloadMeasure.Time)]
    [InlineData(30, 0, WorkloadMeasure.AllocatedBytes)]
    [InlineData(30, 4096, WorkloadMeasure.AllocatedBytes)]
    [InlineData(30, 1e15, WorkloadMeasure.Time)]
    public void Write_OfSamplesThatAreAllTheSame_DrawsThem(int pairs, double value, WorkloadMeasure measure)
    {
        var page = new ReportPage(SyntheticSuite.Of(new SyntheticComparison("same", "some work") { Pairs = pairs, Value = value, Shape = "bytes", Measure = measure }.Make()));
        AssertSound(page);
        Assert.Equal(2, page.Styled("density").Count());
        Assert.All(page.Styled("rug"), static rug => Assert.Matches("^M[0-9]+ 0v1$", rug.Attribute("d")!.Value));
    }

    [Fact]
    public void Write_OfOneSideThatDoesNothing_DrawsBoth()
    {
        var off = new SyntheticComparison("off", "some work") { Measure = WorkloadMeasure.AllocatedBytes, Shape = "bytes", Value = 4096, Factor = 0 }.Make();
        AssertSound(new ReportPage(SyntheticSuite.Of(off)));
    }

    [Fact]
    public void Write_OfNoSamples_SaysSo()
    {
        var one = new SyntheticComparison("none", "some work").Make() with { Baseline = Nothing, Optimized = Nothing, Change = double.NaN, Confidence = ChangeInterval.Unknown, Verdict = ProofVerdict.Undecided };
        var page = new ReportPage(SyntheticSuite.Of(one));
        AssertSound(page);
        Assert.Contains(page.Styled("note"), static note => note.Value == "There are no samples.");
        Assert.Equal("–", page.Section("metric-1").Descendants("td").First(static cell => cell.Elements("data").Any()).Value);
    }

    [Fact]
    public void Write_OfAChangeBeyondTheAxis_PointsThere()
    {
        var page = new ReportPage(SyntheticSuite.Of(new SyntheticComparison("slow", "some work") { Factor = 12 }.Make()));
        AssertSound(page);
        Assert.StartsWith("−1,1", page.Styled("forest").Descendants("strong").First().Value, StringComparison.Ordinal);
        Assert.Empty(page.Styled("point"));
        Assert.Equal("regression", page.Styled("badge").First().Value);
    }

    [Fact]
    public void Write_OfOutliers_LeavesThemOutOfThePlotAndSaysSo()
    {
        var one = new SyntheticComparison("outliers", "some work") { Pairs = 100 }.Make();
        double[] samples = [.. one.Baseline.Samples];
        (samples[10], samples[60]) = (1e9, 5e8);
        var page = new ReportPage(SyntheticSuite.Of(one with { Baseline = one.Baseline with { Samples = samples } }));
        Assert.Contains(page.Styled("note"), static note => note.Value.Contains("2 samples of off right of the plot, up to 1.000 s.", StringComparison.Ordinal));
        var axis = page.Styled("distribution").Single().Attribute("data-axis")!.Value.Split(' ').Select(static part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        Assert.InRange(axis[1], 2_000, 5_000);
    }

    [Fact]
    public void Write_OfTenThousandSamplesEach_StaysSmall()
    {
        var one = new SyntheticComparison("many", "some work") { Pairs = 984, Shape = "heavy tails" }.Make();
        double[] samples = [.. Enumerable.Range(0, 10_000).Select(at => one.Baseline.Samples[at % 984] * (1 + at * 1e-7))];
        var many = one with { Baseline = one.Baseline with { Samples = samples }, Optimized = one.Optimized with { Samples = samples } };
        var page = new ReportPage(SyntheticSuite.Of(many) with { Metrics = [.. Enumerable.Repeat(new MetricFinding("many", null, many), 20)] });
        Assert.InRange(page.Text.Length, 1, 1_000_000);
        Assert.Equal([10_000, 10_000], ReportPage.Row(page.Section("metric-20"), "samples"));
    }

    private static ReportPage Hostile(string name)
    {
        var one = new SyntheticComparison(name + "!", name) { Off = name, Checks = [new WorkloadCheck(name, 1, name, 0, AtMost: true)] }.Make();
        var suite = new SuiteResult([new MetricFinding(name, name, one)], [new LayerFinding(name, one, [new IdleCost(name, one)])], one, name, 1, TimeSpan.FromSeconds(1));
        return new ReportPage(suite, new ProofReportHead(name, name, DateTimeOffset.UnixEpoch, name, name));
    }

    // Whatever is drawn has a place, and that lies within its plot.
    private static void AssertSound(ReportPage page)
    {
        var drawn = page.All("svg").Concat(page.All("svg").Descendants()).Attributes().ToArray();
        Assert.DoesNotContain(drawn, static one => one.Name.LocalName is not "aria-label" && (one.Value.Contains("NaN", StringComparison.Ordinal) || one.Value.Contains("Infinity", StringComparison.Ordinal) || one.Value.Contains('∞', StringComparison.Ordinal)));
        Assert.All(
            drawn.Where(static one => one.Value.EndsWith('%')),
            static one => Assert.InRange(double.Parse(one.Value[..^1], CultureInfo.InvariantCulture), 0, 100));
    }
}
