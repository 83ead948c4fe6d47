namespace Weir;

/// <summary>
/// Says without reading the clock of the system, which takes longer than a look into a table, that a time has not come yet. Where it cannot be sure, it does not say so,
/// and the clock has the last word.
/// </summary>
internal static class CoarseClock
{
    // In milliseconds; the ticks that it reads come every 1 to 16.
    private const long Margin = 100;

    /// <summary>Until when it is sure that a time from now on is not over.</summary>
    /// <param name="time">The clock that measures the time; only that of the system runs as this one does, and on Windows it alone goes on while the machine sleeps.</param>
    /// <param name="duration">The time.</param>
    /// <returns>What <see cref="IsBefore"/> takes.</returns>
    public static long SureUntil(TimeProvider time, TimeSpan duration) => ReferenceEquals(time, TimeProvider.System) && !OperatingSystem.IsWindows()
        ? Environment.TickCount64 + (long)duration.TotalMilliseconds - Margin
        : long.MinValue;

    public static bool IsBefore(long sureUntil) => Environment.TickCount64 < sureUntil;
}
