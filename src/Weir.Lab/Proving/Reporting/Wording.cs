using System.Globalization;
using System.Xml.Linq;
using static Weir.Lab.Proving.Reporting.Markup;

namespace Weir.Lab.Proving.Reporting;

/// <summary>Figures as people read them. What is not finite is a dash, or an infinity where it has a meaning.</summary>
internal static class Wording
{
    private static readonly (double Size, string Name)[] TimeUnits = [(1e9, "s"), (1e6, "ms"), (1e3, "µs"), (1, "ns")];
    private static readonly (double Size, string Name)[] ByteUnits = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"), (1, "B")];
    private static readonly (double Size, string Name)[] RateUnits = [(1e9, "G/s"), (1e6, "M/s"), (1, "/s")];

    /// <summary>A change in percent, with its sign.</summary>
    public static string Change(double percent) => $"{Points(percent)} %";

    /// <summary>An interval of changes.</summary>
    public static string Interval(ChangeInterval interval) => $"{Points(interval.Low)} to {Points(interval.High)} %";

    /// <summary>Points of percent, with their sign.</summary>
    public static string Points(double points) => double.IsNaN(points) ? "–" : double.IsInfinity(points) ? points < 0 ? "−∞" : "+∞"
        : points.ToString(Math.Abs(points) >= 1000 ? "+#,0;−#,0;0" : "+0.0;−0.0;0.0", CultureInfo.InvariantCulture);

    /// <summary>A percentage without decimals that say nothing.</summary>
    public static string Percent(double percent) => percent.ToString("0.##;−0.##", CultureInfo.InvariantCulture) + " %";

    /// <summary>A time or a number of bytes, in the unit in which it is at least 1.</summary>
    public static string Value(double value, WorkloadMeasure measure) => Join(Split(value, Units(measure)));

    /// <summary>The same as a mark of an axis: without zeros at its end.</summary>
    public static string Mark(double value, WorkloadMeasure measure)
    {
        var (size, name) = Unit(value, Units(measure));
        return string.Create(CultureInfo.InvariantCulture, $"{value / size:#,0.###} {name}");
    }

    /// <summary>A number of any kind.</summary>
    public static string Number(double value)
    {
        var number = Split(value, [(1, "")]).Number;
        return number.Contains('.', StringComparison.Ordinal) ? number.TrimEnd('0').TrimEnd('.') : number;
    }

    /// <summary>How long something took.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalSeconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(duration.TotalMinutes):0} min {duration.Seconds} s");

    /// <summary>That the host of a virtual machine disturbed a comparison that is not met; null: it is met, or was not disturbed by more than a little, or that is not known.</summary>
    public static string? Disturbance(Comparison one) => one.Verdict != ProofVerdict.Met && one.Stolen is > 5 and var stolen
        ? string.Create(CultureInfo.InvariantCulture, $"the host of this virtual machine gave {stolen:0} % of the processor time to others meanwhile")
        : null;

    /// <summary>That a suite waited for the host of a virtual machine; null: it did not.</summary>
    public static string? Waiting(SuiteResult suite) => suite.Waited > TimeSpan.Zero
        ? $"{Duration(suite.Waited)} for processors that the host of this virtual machine had given to others"
        : null;

    /// <summary>A cell with a time or a number of bytes; what a program reads in it is exact.</summary>
    public static XElement Cell(double value, WorkloadMeasure measure) => Cell(value, Split(value, Units(measure)));

    /// <summary>A cell with units of work per second.</summary>
    public static XElement RateCell(double value) => Cell(value, Split(value, RateUnits));

    /// <summary>A cell with a count.</summary>
    public static XElement CountCell(int value) => Cell(value, (value.ToString("#,0", CultureInfo.InvariantCulture), ""));

    private static XElement Cell(double value, (string Number, string Unit) parts) => Tag(
        "td", Tag("data", Has("value", value.ToString("R", CultureInfo.InvariantCulture)), parts.Number, Tag("span", Class("unit"), parts.Unit.Length == 0 ? "" : "\u00A0" + parts.Unit)));

    private static (double Size, string Name)[] Units(WorkloadMeasure measure) => measure == WorkloadMeasure.Time ? TimeUnits : ByteUnits;

    private static (double Size, string Name) Unit(double value, (double Size, string Name)[] units) =>
        Array.Find(units, unit => Math.Abs(value) >= unit.Size) is { Size: > 0 } found ? found : units[^1];

    private static (string Number, string Unit) Split(double value, (double Size, string Name)[] units)
    {
        if (!double.IsFinite(value))
        {
            return ("–", "");
        }

        var (size, name) = Unit(value, units);
        var scaled = value / size;
        // Four digits that say something.
        var decimals = scaled == 0 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(scaled))), 0, 3);
        var whole = scaled == Math.Floor(scaled) && size == 1;
        return (scaled.ToString(whole ? "#,0" : "N" + decimals, CultureInfo.InvariantCulture).Replace('-', '−'), name);
    }

    private static string Join((string Number, string Unit) parts) => parts.Unit.Length == 0 ? parts.Number : $"{parts.Number} {parts.Unit}";
}
