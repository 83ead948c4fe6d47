using System.Globalization;

namespace Weir.Yaml.Files;

/// <summary>Durations as files write them: a number and a unit, <c>200ms</c>, <c>1.5s</c>, <c>5m</c>, <c>2h</c>.</summary>
public static class Durations
{
    /// <summary>What a duration may look like, for messages.</summary>
    public const string Hint = "a number with ms, s, m or h, such as 200ms or 1.5s";

    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The duration; null: it is none, not more than zero, or more than 24 days.</returns>
    public static TimeSpan? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (unit, seconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && decimal.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && (double)number * seconds is > 0 and <= 24 * 86_400 and var total)
            {
                return TimeSpan.FromSeconds(total);
            }
        }

        return null;
    }

    /// <summary>Writes a duration.</summary>
    /// <param name="time">The duration; more than zero.</param>
    /// <returns>The shortest text that reads to the same.</returns>
    public static string ToText(TimeSpan time)
    {
        var (unit, seconds) = time.Ticks % TimeSpan.TicksPerHour == 0 ? Units[3]
            : time.Ticks % TimeSpan.TicksPerMinute == 0 ? Units[2]
            : time.Ticks % TimeSpan.TicksPerSecond == 0 ? Units[1]
            : Units[0];
        return ((decimal)time.Ticks / TimeSpan.TicksPerSecond / (decimal)seconds).ToString("0.####", CultureInfo.InvariantCulture) + unit;
    }
}
