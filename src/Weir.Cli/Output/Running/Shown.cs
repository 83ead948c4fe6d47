using System.Globalization;
using System.Text;

namespace Weir.Cli.Output.Running;

/// <summary>Times, numbers and foreign texts as people read them.</summary>
internal static class Shown
{
    private const int MaxText = 400;

    /// <summary>Such as <c>42ms</c>, <c>0.4s</c>, <c>2m05s</c>, <c>1h02m</c>.</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { Ticks: < 0 } => "0ms",
        { TotalMilliseconds: < 99.5 } => Invariant($"{time.TotalMilliseconds:0}ms"),
        { TotalSeconds: < 59.95 } => Seconds(time),
        { TotalHours: < 1 } => Invariant($"{(int)time.TotalMinutes}m{time.Seconds:00}s"),
        _ => Invariant($"{(int)time.TotalHours}h{time.Minutes:00}m"),
    };

    /// <summary>Such as <c>12.3s</c>.</summary>
    public static string Seconds(TimeSpan time) => Invariant($"{Math.Max(0, time.TotalSeconds):0.0}s");

    /// <summary>A number with its noun: <c>1 step</c>, <c>1,204 steps</c>.</summary>
    public static string Count(long number, string noun) => Invariant($"{number:N0} {noun}{(number == 1 ? "" : "s")}");

    public static string Number(long number) => Invariant($"{number:N0}");

    /// <summary>The status as files and JSON have it.</summary>
    public static string Word<TStatus>(TStatus status)
        where TStatus : struct, Enum => status.ToString().ToLowerInvariant();

    /// <summary>A text on one line, without what a terminal would obey, and cut where it is very long.</summary>
    public static string OneLine(string text)
    {
        if (text.Length <= MaxText && text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        var line = new StringBuilder(Math.Min(text.Length, MaxText + 1));
        foreach (var c in text)
        {
            if (line.Length == MaxText)
            {
                return line.Append('…').ToString();
            }

            var isHidden = char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            if (!isHidden)
            {
                line.Append(c);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString();
    }

    /// <summary>What is said of how a step ended: why it was cancelled, rather than that it was.</summary>
    public static string? Remark(StepResult step) => step.Status == StepStatus.Cancelled ? step.Reason ?? step.Error?.Message : step.Error?.Message ?? step.Reason;

    /// <summary>What ran instead of a step that completed; null: it did itself.</summary>
    public static string? StandIn(StepResult step) => step.FellBackTo is { } other ? $"fell back to '{other}'" : step.DegradedTo is { } less ? $"degraded to '{less}'" : null;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
