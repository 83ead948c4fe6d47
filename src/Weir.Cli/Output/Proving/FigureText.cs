using System.Globalization;
using Weir.Lab;
using Weir.Lab.Proving;
using Weir.Lab.Proving.Reporting;

namespace Weir.Cli.Output.Proving;

/// <summary>Lines of figures, in the words of the page.</summary>
internal static class FigureText
{
    public static string Interval(ChangeInterval interval) => double.IsFinite(interval.Low) ? Wording.Interval(interval) : "unknown";

    public static string Change(Comparison one) => $"{Wording.Change(one.Change)} [{Interval(one.Confidence)}]";

    /// <summary>The target, or a dash where nothing was promised.</summary>
    public static string Target(Comparison one) => Verdicts.IsPromised(one) ? Wording.Change(one.Target) : "–";

    public static string Check(WorkloadCheck check) =>
        $"{check.Name}: {Wording.Number(check.Value)}{(check.Unit.Length == 0 ? "" : " ")}{check.Unit}, {(check.AtMost ? "at most" : "at least")} {Wording.Number(check.Target)}";

    public static string Plain(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
