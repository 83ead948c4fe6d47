using Weir.Lab;
using Weir.Lab.Proving;

namespace Weir.Tests.Lab.Reporting;

/// <summary>What a report says that all of it came to, and why.</summary>
public class ReportVerdictTests
{
    private static readonly Comparison Good = new SyntheticComparison("good", "some work") { Factor = 0.5 }.Make();
    private static readonly Comparison Missed = new SyntheticComparison("missed", "some work") { Factor = 0.95 }.Make();
    private static readonly Comparison Worse = new SyntheticComparison("worse", "some work") { Factor = 1.3 }.Make();
    private static readonly Comparison Unknown = new SyntheticComparison("unknown", "some work") { Pairs = 3 }.Make();
    private static readonly Comparison Sound = new SyntheticComparison("good", "some work").MakeControl();
    private static readonly Comparison Cheap = new SyntheticComparison("other", "some work") { Target = -3 }.Make();
    private static readonly Comparison Dear = new SyntheticComparison("other", "some work") { Target = -3, Factor = 1.2 }.Make();

    [Fact]
    public void Write_WhenAllIsMet_SaysSo()
    {
        var page = Page([Good], [], Sound);
        AssertSum(page, "is-met", "Met. All targets are reached, and the control is sound.");
        Assert.Empty(page.Styled("reasons"));
    }

    [Fact]
    public void Write_WhenATargetIsMissed_NamesItAndSaysWhy()
    {
        var page = Page([Good, Missed, Unknown], [], Sound);
        AssertSum(page, "is-missed", "Not met. 1 of 3 targets are reached, and the control is sound. Not met: missed. Undecided: unknown.");
        Assert.Contains("is below the target of +20.0 %.", page.Section("metric-2").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WhenSomethingGotWorse_SaysRegressionBeforeAllElse() =>
        AssertSum(Page([Missed, Worse], [], null), "is-worse", "Regression. 0 of 2 targets are reached, and no control was measured. Regression: worse. Not met: missed.");

    [Fact]
    public void Write_WhenItIsNotKnown_SaysUndecided() =>
        AssertSum(Page([Good, Unknown], [], Sound), "is-open", "Undecided. 1 of 2 targets are reached, and the control is sound. Undecided: unknown.");

    [Fact]
    public void Write_WhenTheControlIsNotSound_IsUndecided()
    {
        foreach (var verdict in new[] { ProofVerdict.NotMet, ProofVerdict.Undecided })
        {
            AssertSum(Page([Good], [], Sound with { Verdict = verdict }), "is-open", "Undecided. All targets are reached, but the control is not sound, so that no figure can be trusted.");
        }
    }

    [Theory]
    [InlineData(0.5, "is-met", "Better. Nothing was promised, and the control is sound.")]
    [InlineData(1.0, "is-same", "No difference. Nothing was promised, and the control is sound.")]
    [InlineData(1.4, "is-worse", "Regression. Nothing was promised, and the control is sound.")]
    public void Write_WhenNothingWasPromised_SaysWhatItIs(double factor, string style, string sentence)
    {
        var own = new SyntheticComparison("workflow", "one run") { Target = 0, Factor = factor, Pairs = 340 }.Make();
        var page = Page([own], [], Sound);
        AssertSum(page, style, sentence);
        Assert.DoesNotContain("target at least", page.Section("metric-1").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WhenNothingWasCompared_SaysSo() =>
        AssertSum(Page([], [], Sound), "is-open", "Undecided. Nothing was compared, and the control is sound.");

    [Fact]
    public void Write_WhenALayerCostsTooMuchElsewhere_IsARegressionThere()
    {
        AssertSum(Page([], [new LayerFinding("layer", Good, [new IdleCost("other", Cheap)])], Sound), "is-met", "Met. All targets are reached, and the control is sound.");
        var page = Page([], [new LayerFinding("layer", Good, [new IdleCost("other", Dear)])], Sound);
        AssertSum(page, "is-worse", "Regression. 0 of 1 targets are reached, and the control is sound. Regression: layer.");
        Assert.Contains("Idle on other: ", page.Styled("reasons").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WhenAnIdleCostIsNotKnown_IsUndecided() =>
        AssertSum(Page([], [new LayerFinding("layer", Good, [new IdleCost("other", Unknown with { Target = -3 })])], Sound), "is-open", "Undecided. 0 of 1 targets are reached, and the control is sound. Undecided: layer.");

    [Fact]
    public void Write_WhenTheBaselineIsSlowedDown_IsNotMet()
    {
        var suite = new SuiteResult([new MetricFinding("execution", null, Good) { RecordedStep = new RecordedStep(40, 50) }], [], Sound, "machine", 1, TimeSpan.FromSeconds(1));
        var page = new ReportPage(suite);
        Assert.False(suite.IsMet);
        AssertSum(page, "is-missed", "Not met. 0 of 1 targets are reached, and the control is sound. Not met: execution.");
        Assert.Contains("1.25 times as long per step", page.Styled("reasons").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WhenTheChangeHadNotSettled_SaysByHowMuch()
    {
        var page = Page([Good with { Verdict = ProofVerdict.Undecided, Drift = new Drift(1, 9, -4.25, IsSteady: false) }], [], Sound);
        Assert.Contains("moved by −4.3 points", page.Styled("reasons").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WhenAHostTookProcessorsMeanwhile_SaysHowMuchAndHowLongItWasWaitedFor()
    {
        var missed = new SyntheticComparison("one", "some work") { Factor = 0.9, Target = 20 }.Make() with { Stolen = 23.4 };
        var suite = SyntheticSuite.Of(missed) with { Waited = TimeSpan.FromSeconds(93) };
        var page = new ReportPage(suite);
        Assert.Contains("The host of this virtual machine gave 23 % of the processor time to others meanwhile.", page.Styled("reasons").Single().Value, StringComparison.Ordinal);
        Assert.Contains("Waited1 min 33 s for processors", page.Styled("facts").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("Waited", new ReportPage(SyntheticSuite.Of(missed)).Styled("facts").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WhenACheckFails_SaysWhichAndByHowMuch()
    {
        var page = Page([new SyntheticComparison("checked", "some work") { Factor = 0.5, Checks = [new WorkloadCheck("hit rate", 1.5, "points", 3, AtMost: false)] }.Make()], [], Sound);
        Assert.Equal("The check “hit rate” is 1.5 points; it has to be at least 3 points.", page.Styled("reasons").Single().Value);
    }

    private static ReportPage Page(Comparison[] metrics, LayerFinding[] layers, Comparison? control)
    {
        var suite = new SuiteResult([.. metrics.Select(static one => new MetricFinding(one.Workload, null, one))], layers, control, "machine", 1, TimeSpan.FromSeconds(1));
        var page = new ReportPage(suite);
        Assert.Equal(suite.IsMet && metrics.Length + layers.Length > 0, page.Styled("sum").Single().Attribute("class")!.Value == "sum is-met");
        return page;
    }

    private static void AssertSum(ReportPage page, string style, string text)
    {
        var sum = page.Styled("sum").Single();
        Assert.Equal(text, sum.Value);
        Assert.Equal($"sum {style}", sum.Attribute("class")!.Value);
    }
}
