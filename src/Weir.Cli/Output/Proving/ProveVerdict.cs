using Weir.Lab;
using Weir.Lab.Proving;

namespace Weir.Cli.Output.Proving;

/// <summary>What a suite came to, in one word.</summary>
internal static class ProveVerdict
{
    public const string Met = "met";
    public const string NotMet = "not met";
    public const string Undecided = "undecided";
    public const string Better = "better";
    public const string Same = "no difference";
    public const string Regression = "regression";

    /// <summary>Certainly worse, by more than it may be.</summary>
    public static bool IsRegression(Comparison comparison) => comparison.IsRegression && comparison.Confidence.High < comparison.Target;

    /// <summary>One comparison. Where nothing was promised, as of a workflow of the user's, it is better, or there is no difference.</summary>
    public static string Of(Comparison comparison) => (IsRegression(comparison), comparison.Target, comparison.Verdict) switch
    {
        (true, _, _) => Regression,
        (_, 0, ProofVerdict.Met) => Better,
        (_, 0, ProofVerdict.NotMet) => Same,
        (_, _, ProofVerdict.Met) => Met,
        (_, _, ProofVerdict.NotMet) => NotMet,
        _ => Undecided,
    };

    /// <summary>The whole: a regression before what is not met, and that before what is undecided.</summary>
    public static string Of(SuiteResult result)
    {
        if (result.Metrics is [{ Comparison: { Target: 0 } own }] && result.Control is not { Verdict: not ProofVerdict.Met } && !result.Regressions.Any())
        {
            return Of(own);
        }

        Comparison[] all =
        [
            .. result.Metrics.Select(static one => one.Comparison),
            .. result.Layers.Select(static one => one.Comparison),
            .. result.Layers.SelectMany(static one => one.IdleCosts).Select(static one => one.Comparison),
        ];
        return result.Regressions.Any() ? Regression
            : result.IsMet ? Met
            : all.Any(static one => one.Verdict == ProofVerdict.NotMet) || result.Metrics.Any(static one => one.RecordedStep is { IsMet: false }) ? NotMet
            : Undecided;
    }
}
