using System.Globalization;

namespace Weir;

/// <summary>Durations as files write them: a number and a unit, <c>200ms</c>, <c>1.5s</c>, <c>5m</c>, <c>2h</c>.</summary>
internal static class DurationText
{
    // The longest unit first, which is the one that is written; ms before s, with which it ends too.
    private static readonly (string Unit, long Ticks)[] Units =
        [("h", TimeSpan.TicksPerHour), ("ms", TimeSpan.TicksPerMillisecond), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond)];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        foreach (var (unit, ticks) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal))
            {
                if (!decimal.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    || number > long.MaxValue / ticks)
                {
                    return false;
                }

                duration = new TimeSpan((long)(number * ticks));
                return true;
            }
        }

        return false;
    }

    /// <summary>The longest unit of which it is a whole number; else milliseconds, which a tick is a ten-thousandth of.</summary>
    public static string Of(TimeSpan duration)
    {
        var (unit, ticks) = duration.Ticks % TimeSpan.TicksPerHour == 0 && duration.Ticks > 0 ? Units[0]
            : duration.Ticks % TimeSpan.TicksPerMinute == 0 && duration.Ticks > 0 ? Units[2]
            : duration.Ticks % TimeSpan.TicksPerSecond == 0 ? Units[3]
            : Units[1];
        return ((decimal)duration.Ticks / ticks).ToString("0.####", CultureInfo.InvariantCulture) + unit;
    }
}
