using Weir.Lab;
using Weir.Lab.Proving;
using Weir.Lab.Proving.Reporting;

namespace Weir.Cli.Output.Proving;

/// <summary>What a suite found, for people.</summary>
internal static class ProveText
{
    public static void Write(SuiteResult result, TextWriter output)
    {
        output.WriteLine(result.Machine);
        if (result.Control is { } control)
        {
            var sound = control.Verdict == ProofVerdict.Met ? "sound" : $"not sound: {Unsound(control)}; no figure below can be trusted";
            output.WriteLine($"control: the baseline against itself {FigureText.Change(control)}: {sound}");
        }

        if (Wording.Waiting(result) is { } waiting)
        {
            output.WriteLine($"waited {waiting}");
        }

        output.WriteLine();
        var width = result.Metrics.Select(static one => one.Name).Concat(result.Layers.Select(Named)).Max(static name => name.Length) + 2;
        output.WriteLine($"{"".PadRight(width)}{"off",12}{"on",12}{"gained",10}{"interval",20}{"target",9}");
        foreach (var metric in result.Metrics)
        {
            Row(metric.Name.PadRight(width), metric.Comparison, metric.IsMet, output);
            Disturbance(metric.Comparison, output);
            if (metric.RecordedStep is { } step)
            {
                Note(FigureText.Plain($"a step of the baseline takes {step.Baseline:0.0} ns, one of a plain pipeline of ten {step.Weir:0.0} ns: {step.Ratio:0.00}, at most 1.15"), step.IsMet, output);
            }

            Checks(metric.Comparison, output);
        }

        foreach (var layer in result.Layers)
        {
            Row(Named(layer).PadRight(width), layer.Comparison, layer.Comparison.Verdict == ProofVerdict.Met, output);
            Disturbance(layer.Comparison, output);
            Checks(layer.Comparison, output);
            IdleCosts(layer, output);
        }

        output.WriteLine();
        Last(result, output);
    }

    private static string Unsound(Comparison control) =>
        control.Baseline.Count < 24 ? "there are too few samples, for a unit takes long; give it more time with --budget" : Wording.Disturbance(control) ?? "something else was running, or the machine changes its speed";

    private static void Row(string name, Comparison one, bool isMet, TextWriter output)
    {
        var verdict = Verdicts.Of(one);
        output.WriteLine(
            $"{name}{Wording.Value(one.Baseline.Median, one.Measure),12}{Wording.Value(one.Optimized.Median, one.Measure),12}{Wording.Change(one.Change),10}{FigureText.Interval(one.Confidence),20}{FigureText.Target(one),9}"
            + $"  {Verdicts.Word(verdict == FindingVerdict.Met && !isMet ? FindingVerdict.NotMet : verdict)}");
    }

    private static void Checks(Comparison one, TextWriter output)
    {
        foreach (var check in one.Checks)
        {
            Note(FigureText.Check(check), check.Met, output);
        }
    }

    private static void Disturbance(Comparison one, TextWriter output)
    {
        if (Wording.Disturbance(one) is { } disturbance)
        {
            output.WriteLine($"  {disturbance}");
        }
    }

    private static void IdleCosts(LayerFinding layer, TextWriter output)
    {
        foreach (var idle in layer.IdleCosts)
        {
            Note($"idle on {idle.Metric}: {FigureText.Change(idle.Comparison)}", idle.IsMet, output, Verdicts.Word(Verdicts.Of(idle.Comparison)));
            Disturbance(idle.Comparison, output);
        }
    }

    private static void Note(string text, bool isMet, TextWriter output, string? verdict = null) =>
        output.WriteLine($"  {text}{(isMet ? "" : $"  ({verdict ?? "not met"})")}");

    private static void Last(SuiteResult result, TextWriter output)
    {
        var took = FigureText.Plain($"{result.Duration.TotalSeconds:0} s, seed {result.Seed}");
        output.WriteLine(result.Verdict switch
        {
            FindingVerdict.Met => $"met: every target is reached ({took})",
            FindingVerdict.Regression => $"regression: {string.Join(", ", result.Regressions.Select(static one => one.Workload))} got worse ({took})",
            FindingVerdict.Better => $"better: with the options it takes less time ({took})",
            FindingVerdict.Same => $"no difference of more than 1.5 % is certain, and a control may differ by as much ({took})",
            FindingVerdict.NotMet => $"not met: see the lines that say so ({took})",
            _ when !result.IsSound => $"undecided: the control is not sound ({took})",
            _ => $"undecided: some intervals are too wide to say; more time (--budget), or less other work on the machine, may settle it ({took})",
        });
    }

    private static string Named(LayerFinding layer) => layer.Comparison.Workload.StartsWith(layer.Name, StringComparison.Ordinal) ? layer.Comparison.Workload : $"{layer.Name} ({layer.Comparison.Workload})";
}
