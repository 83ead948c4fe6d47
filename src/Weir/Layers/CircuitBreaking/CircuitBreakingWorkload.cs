namespace Weir.Layers.CircuitBreaking;

/// <summary>What circuit breaking is for: a dependency that is dead, and takes its time to say so.</summary>
internal sealed class CircuitBreakingWorkload : Workload
{
    public const int Calls = 10;

    /// <summary>How long the dependency takes to fail, at least.</summary>
    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(1);

    /// <summary>What the layer has to gain, with the time of a call that is refused, and the way back.</summary>
    public static CircuitBreakingWorkload OfTheLayer => new();

    public override string Name => "circuit-breaking";

    public override string Unit => $"{Calls} calls of a dependency that fails after 1 ms";

    public override string Baseline => "every call is tried, fails and falls back";

    public override double Target => 90;

    public override async ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken) => new CircuitBreakingSide(
        variant,
        variant == WorkloadVariant.Baseline ? null : await CircuitBreakingSide.RecoverAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere));
}
