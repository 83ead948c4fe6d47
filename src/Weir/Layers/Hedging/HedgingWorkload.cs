namespace Weir.Layers.Hedging;

/// <summary>What hedging is for: calls of which a few take much longer than the others, for no reason that would hold for a second call.</summary>
internal sealed class HedgingWorkload : Workload
{
    public const int Calls = 50;

    /// <summary>One of so many calls is slow.</summary>
    public const int SlowEvery = 50;

    public static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(20);

    // Of all calls of both sides, so that their slowest can be compared.
    private readonly LatencyHistogram _without = new();
    private readonly LatencyHistogram _with = new();

    /// <summary>What the layer has to gain, with the slowest calls.</summary>
    public static HedgingWorkload OfTheLayer => new();

    public override string Name => "hedging";

    public override string Unit => $"{Calls} calls, of which one takes 20 ms and the others a hop to another thread";

    public override string Baseline => "await the call, however long it takes";

    public override double Target => 50;

    public override ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken) => new(
        variant == WorkloadVariant.Baseline ? new HedgingSide(null, _without, null) : new HedgingSide(new HedgingOptions { Delay = TimeSpan.FromMilliseconds(1) }, _with, Tail));

    /// <summary>How many times as long the slowest hundredth takes without hedging.</summary>
    private WorkloadCheck Tail() => new("p99 of a call without / with", _without.Read().P99 / Math.Max(1, _with.Read().P99), "×", 2, AtMost: false);
}
