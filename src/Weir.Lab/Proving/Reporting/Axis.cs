using System.Globalization;
using System.Xml.Linq;
using static Weir.Lab.Proving.Reporting.Markup;

namespace Weir.Lab.Proving.Reporting;

/// <summary>Where values lie on a line, in percent of its length, so that a plot has the width of its place and text the size of all text.</summary>
/// <param name="Low">The value at the beginning.</param>
/// <param name="High">The value at the end, more than <paramref name="Low"/>.</param>
/// <param name="IsLogarithmic">Whether equal ratios are equally long; then <paramref name="Low"/> is above 0.</param>
internal sealed record Axis(double Low, double High, bool IsLogarithmic = false)
{
    /// <summary>How far along the line a value is, from 0 to 1; less or more for what lies beyond the ends.</summary>
    public double Share(double value) => IsLogarithmic
        ? value > 0 ? Math.Log(value / Low) / Math.Log(High / Low) : double.NegativeInfinity
        : (value - Low) / (High - Low);

    /// <summary>The same from 0 to 1 for all values; 0 for what is no number.</summary>
    public double Within(double value) => Share(value) is var share && double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);

    /// <summary>Whether a value lies on the line.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>Where to draw a value, as an attribute; what lies beyond the ends is drawn at them.</summary>
    public string At(double value) => Length(Within(value));

    /// <summary>How long the way between two values is, as an attribute.</summary>
    public string Between(double low, double high) => Length(Within(high) - Within(low));

    /// <summary>The values to be written at the line: few, and round ones.</summary>
    /// <param name="measure">What the values are; bytes are round in powers of 2.</param>
    /// <param name="most">How many there may be; at least 2.</param>
    public IReadOnlyList<double> Marks(WorkloadMeasure measure, int most = 5) => IsLogarithmic ? RoundRatios(measure, most) : RoundSteps(measure == WorkloadMeasure.Time ? 1 : ByteUnit(), most);

    /// <summary>Thin lines at the marks, as high as the plot.</summary>
    public static IEnumerable<XElement> Grid(Axis axis, IEnumerable<double> marks) =>
        marks.Select(mark => Line(axis.At(mark), "0", "100%", "grid"));

    /// <summary>A vertical line.</summary>
    public static XElement Line(string x, string top, string bottom, string name) =>
        Tag("line", Class(name), Has("x1", x), Has("x2", x), Has("y1", top), Has("y2", bottom));

    /// <summary>The text at the marks, in a line of its own.</summary>
    public XElement Labels(IEnumerable<double> marks, Func<double, string> text) => Tag(
        "svg", Class("labels"), Has("height", "18"), Has("aria-hidden", "true"),
        marks.Select(mark => Tag("text", Has("x", At(mark)), Has("y", "13"), Has("text-anchor", "middle"), text(mark))));

    private static string Length(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private double ByteUnit() => High >= 1 << 20 ? 1 << 20 : High >= 1 << 10 ? 1 << 10 : 1;

    private List<double> RoundSteps(double unit, int most)
    {
        var rough = (High - Low) / unit / most;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var factor = (rough / power) switch { <= 1 + 1e-9 => 1, <= 2 + 1e-9 => 2, <= 5 + 1e-9 => 5, _ => 10 };
        var step = factor * power * unit;
        var first = Math.Ceiling(Low / step - 1e-9);
        var marks = new List<double>();
        for (var n = 0; (first + n) * step <= High + step * 1e-9; n++)
        {
            marks.Add((first + n) * step);
        }

        return marks;
    }

    private List<double> RoundRatios(WorkloadMeasure measure, int most)
    {
        List<double> marks = measure == WorkloadMeasure.Time ? [.. Powers(10, 1, 2, 5)] : [.. Powers(2, 1)];
        var each = (marks.Count + most - 1) / most;
        return each <= 1 ? marks : [.. marks.Where((_, at) => at % each == 0)];
    }

    private IEnumerable<double> Powers(double basis, params double[] factors) =>
        from exponent in Enumerable.Range((int)Math.Floor(Math.Log(Low, basis)), (int)Math.Ceiling(Math.Log(High / Low, basis)) + 2)
        from factor in factors
        let mark = factor * Math.Pow(basis, exponent)
        where Contains(mark)
        select mark;
}
