using System.Globalization;
using Weir.Lab;

namespace Weir.Cli.Output.Proving;

/// <summary>Figures for people: three digits and a unit, changes with their sign.</summary>
internal static class FigureText
{
    public static string Amount(double value, WorkloadMeasure measure)
    {
        var (scaled, unit) = measure == WorkloadMeasure.AllocatedBytes
            ? value switch { >= 1 << 20 => (value / (1 << 20), "MB"), >= 1 << 10 => (value / (1 << 10), "KB"), _ => (value, "B") }
            : value switch { >= 1e9 => (value / 1e9, "s"), >= 1e6 => (value / 1e6, "ms"), >= 1e3 => (value / 1e3, "µs"), _ => (value, "ns") };
        return Plain(scaled switch { >= 100 => $"{scaled:0} {unit}", >= 10 => $"{scaled:0.0} {unit}", _ => $"{scaled:0.00} {unit}" });
    }

    public static string Percent(double value) => Plain($"{value:+0.0;-0.0;0.0} %");

    public static string Interval(ChangeInterval interval) => double.IsFinite(interval.Low) ? Plain($"[{interval.Low:+0.0;-0.0;0.0}, {interval.High:+0.0;-0.0;0.0}]") : "[unknown]";

    public static string Change(Comparison one) => $"{Percent(one.Change)} {Interval(one.Confidence)}";

    public static string Check(WorkloadCheck check) => Plain($"{check.Name}: {check.Value:0.##}{(check.Unit.Length == 0 ? "" : " ")}{check.Unit}, {(check.AtMost ? "at most" : "at least")} {check.Target:0.##}");

    public static string Plain(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
