using System.Globalization;

namespace Weir.Workloads.Measuring;

/// <summary>What a row is held to; every part that is given must be met.</summary>
internal sealed record Goal
{
    /// <summary>The most that Weir divided by its floor may be.</summary>
    public double? Ratio { get; init; }

    /// <summary>The most bytes that one call may allocate.</summary>
    public double? Bytes { get; init; }

    /// <summary>The most units that Weir may take over its reference.</summary>
    public double? Over { get; init; }

    /// <summary>The most bytes that one call may allocate over its reference.</summary>
    public double? BytesOver { get; init; }

    /// <summary>How many times faster than Polly Weir must be.</summary>
    public double? TimesPolly { get; init; }

    /// <summary>The most that the figure itself may be.</summary>
    public double? Value { get; init; }

    /// <summary>Whether the ratio may differ from 1 by no more than the control does.</summary>
    public bool InsideNoise { get; init; }

    public override string ToString() => string.Join(", ", Parts());

    public bool IsMetBy(WorkloadRow row) =>
        Holds(row.Ratio, Ratio)
        && Holds(row.AllocatedBytes, Bytes)
        && Holds(row.Over?.Difference.Value, Over)
        && Holds(row.Over?.Bytes, BytesOver)
        && Holds(row.Weir, Value)
        && (TimesPolly is null || row.PeerRatios.Where(IsPolly).Any(peer => peer.Value <= 1 / TimesPolly))
        && (!InsideNoise || (row.Interval is [var low, var high] && row.ControlInterval is [var controlLow, var controlHigh] && low <= controlHigh && high >= controlLow));

    private static bool IsPolly(KeyValuePair<string, double> peer) => peer.Key.StartsWith("Polly", StringComparison.Ordinal);

    // Half a byte in a call is what the runtime itself allocates beside it.
    private static bool Holds(double? value, double? most) => most is null || (value is { } known && known <= most + (most == 0 ? 0.5 : 0));

    private IEnumerable<string> Parts()
    {
        if (Ratio is { } ratio)
        {
            yield return Text($"≤ {ratio:0.0#}");
        }

        if (Over is { } over)
        {
            yield return Text($"≤ {over:0} over");
        }

        if (Bytes is { } bytes)
        {
            yield return Text($"≤ {bytes:0} B");
        }

        if (BytesOver is { } more)
        {
            yield return Text($"≤ {more:0} B over");
        }

        if (TimesPolly is { } times)
        {
            yield return Text($"≥ {times:0} × Polly");
        }

        if (Value is { } value)
        {
            yield return Text($"≤ {value:0}");
        }

        if (InsideNoise)
        {
            yield return "inside the A/A noise";
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
