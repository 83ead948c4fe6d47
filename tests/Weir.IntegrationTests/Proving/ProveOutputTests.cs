using System.Text.Json;
using Weir.Cli.Commands.Proving;
using Weir.Cli.Output;
using Weir.Cli.Output.Proving;
using Weir.Lab;
using Weir.Lab.Proving;
using Weir.Tests.Lab.Reporting;

namespace Weir.IntegrationTests.Proving;

/// <summary>The three forms in which a suite is told beside its page, of made up samples.</summary>
public class ProveOutputTests
{
    private static readonly SuiteResult Suite = SyntheticSuite.Whole;

    [Fact]
    public void Text_HasALineForEachAndTheVerdictLast()
    {
        var lines = TextOf(Suite).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(SyntheticSuite.MachineName, lines[0]);
        foreach (var metric in Suite.Metrics)
        {
            var line = Assert.Single(lines, line => line.StartsWith(metric.Name + " ", StringComparison.Ordinal));
            Assert.EndsWith(Verdicts.Word(Verdicts.Of(metric.Comparison)), line, StringComparison.Ordinal);
        }

        Assert.Equal(Suite.Layers.Sum(static layer => layer.IdleCosts.Count), lines.Count(static line => line.StartsWith("  idle on ", StringComparison.Ordinal)));
        Assert.StartsWith(Verdicts.Word(Suite.Verdict), lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_HasARowForEachAndHoldsWhatUsersWrote()
    {
        var whole = MarkdownOf(Suite);
        Assert.All(Suite.Metrics, metric => Assert.Contains($"| {metric.Name} | {metric.Comparison.Unit} |", whole, StringComparison.Ordinal));
        Assert.Contains("commit 4f1c2d7", whole, StringComparison.Ordinal);
        var hostile = new SyntheticComparison("a|b\nc", "one | two") { Pairs = 30 }.Make();
        var row = MarkdownOf(SyntheticSuite.Of(hostile)).Split('\n').Single(static line => line.Contains("a\\|b", StringComparison.Ordinal));
        Assert.StartsWith("| a\\|b c | one \\| two |", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_SaysNullForWhatIsNotKnown()
    {
        using var document = JsonDocument.Parse(Json.Text(ProveJson.Of(SyntheticSuite.Odd)));
        var metric = document.RootElement.GetProperty("metrics")[0];
        Assert.Equal(JsonValueKind.Null, metric.GetProperty("confidence")[0].ValueKind);
        Assert.Equal("not met", metric.GetProperty("verdict").GetString());
        Assert.False(metric.GetProperty("met").GetBoolean());
        Assert.Equal(40, metric.GetProperty("recordedStep").GetProperty("ratio").GetDouble());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("control").ValueKind);
    }

    [Fact]
    public void Json_HasTheFiguresOfTheResult()
    {
        using var document = JsonDocument.Parse(Json.Text(ProveJson.Of(Suite)));
        Assert.Equal(Suite.IsMet, document.RootElement.GetProperty("isMet").GetBoolean());
        foreach (var (metric, json) in Suite.Metrics.Zip(document.RootElement.GetProperty("metrics").EnumerateArray()))
        {
            Assert.Equal((metric.Name, metric.IsMet), (json.GetProperty("name").GetString(), json.GetProperty("met").GetBoolean()));
            Assert.Equal(metric.Comparison.Change, json.GetProperty("change").GetDouble(), 0.001);
            Assert.Equal(metric.Comparison.Baseline.Median, json.GetProperty("baseline").GetProperty("median").GetDouble(), metric.Comparison.Baseline.Median * 1e-5);
        }

        foreach (var (layer, json) in Suite.Layers.Zip(document.RootElement.GetProperty("layers").EnumerateArray()))
        {
            Assert.Equal((layer.Name, layer.IsMet), (json.GetProperty("name").GetString(), json.GetProperty("met").GetBoolean()));
            Assert.Equal(layer.Comparison.Checks.Count, json.GetProperty("checks").GetArrayLength());
            Assert.Equal(layer.IdleCosts.Select(static one => one.Metric), json.GetProperty("idleCost").EnumerateArray().Select(static one => one.GetProperty("metric").GetString()));
        }
    }

    [Theory]
    [InlineData(0.5, 20, "met")]
    [InlineData(0.9, 20, "not met")]
    [InlineData(1.4, 20, "regression")]
    [InlineData(0.5, 0, "better")]
    [InlineData(1.0, 0, "no difference")]
    [InlineData(1.008, 0, "no difference")]
    [InlineData(1.4, 0, "regression")]
    [InlineData(1.4, -3, "regression")]
    [InlineData(1.0, -3, "met")]
    public void Verdict_IsThatOfTheChangeAndTheTarget(double factor, double target, string expected)
    {
        var suite = SyntheticSuite.Of(new SyntheticComparison("one", "a unit") { Factor = factor, Target = target, Pairs = 340 }.Make());
        Assert.Equal(expected, Verdicts.Word(suite.Verdict));
        Assert.StartsWith(expected, TextOf(suite).TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prove --workflow w.yaml --input k=hunter2 --seed 3", "weir prove --workflow w.yaml --input k=… --seed 3")]
    [InlineData("prove --input=k=hunter2 --answer s=hunter2", "weir prove --input=k=… --answer s=… --seed 7")]
    [InlineData("prove --input:k=hunter2", "weir prove --input:k=… --seed 7")]
    [InlineData("prove --quick --report a=b.md", "weir prove --quick --report a=b.md --seed 7")]
    public void Command_RepeatsItWithoutWhatWasGiven(string given, string expected) => Assert.Equal(expected, ReportFile.Command(given.Split(' '), 7));

    [Fact]
    public void Progress_InALog_IsALineForEachComparisonThatIsFinished()
    {
        using var log = new StringWriter { NewLine = "\n" };
        var progress = new ProveProgress(log, isLive: false, TimeProvider.System);
        progress.Report(new SuiteProgress("metrics", 0, 2, new ProofProgress(ProofPhase.WarmingUp, "cache", 0, 2)));
        progress.Report(new SuiteProgress("metrics", 1, 2, new ProofProgress(ProofPhase.Finished, "cache", 1, 2) { Interval = new ChangeInterval(1, 2) }));
        progress.Clear();
        Assert.Matches(@"^1/2  cache  \+1\.0 to \+2\.0 %  \d+ s\n$", log.ToString());
    }

    [Fact]
    public void Progress_InALog_SaysOnceForEachComparisonThatItWaits()
    {
        using var log = new StringWriter { NewLine = "\n" };
        var progress = new ProveProgress(log, isLive: false, TimeProvider.System);
        ProofPhase[] phases = [ProofPhase.Measuring, ProofPhase.Waiting, ProofPhase.Waiting, ProofPhase.Measuring, ProofPhase.Waiting, ProofPhase.Finished, ProofPhase.Waiting];
        Array.ForEach(phases, phase => progress.Report(new SuiteProgress("metrics", 0, 2, new ProofProgress(phase, "cache", 0, 2))));
        Assert.Matches(@"^0/2  cache  waiting: [^\n]*\n0/2  cache    \d+ s\n0/2  cache  waiting: [^\n]*\n$", log.ToString());
    }

    [Fact]
    public void Progress_ThatNobodyCanBeShown_IsLeftOut()
    {
        using var log = new Full();
        new ProveProgress(log, isLive: false, TimeProvider.System).Report(new SuiteProgress("metrics", 1, 2, new ProofProgress(ProofPhase.Finished, "cache", 1, 2)));
        Assert.Equal(1, log.Asked);
    }

    private sealed class Full : StringWriter
    {
        public int Asked { get; private set; }

        public override void Write(string? value)
        {
            Asked++;
            throw new IOException("There is no space left.");
        }
    }

    [Fact]
    public void All_SayHowMuchAHostTookAndHowLongItWasWaitedFor()
    {
        var missed = new SyntheticComparison("one", "a unit") { Factor = 0.9, Target = 20, Pairs = 340 }.Make() with { Stolen = 23.4 };
        var suite = SyntheticSuite.Of(missed) with { Control = missed with { Verdict = ProofVerdict.Undecided }, Waited = TimeSpan.FromSeconds(93) };
        const string waited = "1 min 33 s for processors that the host of this virtual machine had given to others";
        const string stolen = "the host of this virtual machine gave 23 % of the processor time to others meanwhile";
        var text = TextOf(suite);
        Assert.Contains($"\nwaited {waited}\n", text, StringComparison.Ordinal);
        Assert.Contains($"not sound: {stolen};", text, StringComparison.Ordinal);
        Assert.Contains($"\n  {stolen}\n", text, StringComparison.Ordinal);
        Assert.Contains($"\n- waited {waited}\n", MarkdownOf(suite), StringComparison.Ordinal);
        Assert.Contains($"\n- one: {stolen}\n", MarkdownOf(suite), StringComparison.Ordinal);
        using var document = JsonDocument.Parse(Json.Text(ProveJson.Of(suite)));
        Assert.Equal(93_000, document.RootElement.GetProperty("waitedMs").GetDouble());
        Assert.Equal(23.4, document.RootElement.GetProperty("metrics")[0].GetProperty("stolen").GetDouble());
        Assert.Equal(23.4, document.RootElement.GetProperty("control").GetProperty("stolen").GetDouble());

        Assert.DoesNotContain("host", TextOf(SyntheticSuite.Of(missed with { Stolen = 4 })), StringComparison.Ordinal);
        Assert.DoesNotContain("host", TextOf(SyntheticSuite.Of(missed with { Stolen = null })), StringComparison.Ordinal);
    }

    private static string TextOf(SuiteResult suite)
    {
        using var text = new StringWriter { NewLine = "\n" };
        ProveText.Write(suite, text);
        return text.ToString();
    }

    private static string MarkdownOf(SuiteResult suite)
    {
        using var text = new StringWriter { NewLine = "\n" };
        ProveMarkdown.Write(suite, SyntheticSuite.Head, text);
        return text.ToString();
    }
}
