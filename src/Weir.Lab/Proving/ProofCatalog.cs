using Weir.Layers.Caching;
using Weir.Layers.CircuitBreaking;
using Weir.Layers.Concurrency;
using Weir.Layers.Contexts;
using Weir.Layers.Fusion;
using Weir.Layers.Hedging;
using Weir.Layers.Pooling;
using Weir.Layers.Telemetry;

namespace Weir.Lab.Proving;

/// <summary>The metrics, and what each layer is proved on: the only list.</summary>
internal static class ProofCatalog
{
    /// <summary>The metric of several threads.</summary>
    public const string NoisiestMetric = "concurrency";

    /// <summary>The five metrics, in the order in which they are shown.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } =
    [
        new("execution", "fusion", static () => new FusionWorkload()),
        new("memory", "pooling", static () => PoolingWorkload.OfTheMetric),
        new(NoisiestMetric, "concurrency", static () => ConcurrencyWorkload.OfTheMetric),
        new("cache", "caching", static () => CachingWorkload.OfTheMetric),
        new("context", "contexts", static () => ContextsWorkload.OfTheMetric),
    ];

    /// <summary>The layers, in the order of files of options.</summary>
    public static IReadOnlyList<ProvedLayer> Layers { get; } =
    [
        new("pooling", new OptimizationOptions { Pooling = new PoolingOptions() }, static () => [PoolingWorkload.OfTheLayer]),
        new("contexts", new OptimizationOptions { Contexts = new ContextsOptions() }, static () => [ContextsWorkload.OfLargeStates, ContextsWorkload.OfSmallStates]),
        new("fusion", new OptimizationOptions { Fusion = new FusionOptions() }, static () => [new FusionWorkload()]),
        new("concurrency", new OptimizationOptions { Concurrency = new ConcurrencyOptions() }, static () => [ConcurrencyWorkload.OfTheLayer, ConcurrencyWorkload.OfLargerCalls]),
        new("caching", new OptimizationOptions { Caching = new CachingOptions() }, static () => [CachingWorkload.OfTheLayer(MemoryCacheRival.Make())]),
        new("telemetry", new OptimizationOptions { Telemetry = new TelemetryOptions() }, static () => [new TelemetryWorkload()]),
        new("circuitBreaking", new OptimizationOptions { CircuitBreaking = new CircuitBreakingOptions() }, static () => [CircuitBreakingWorkload.OfTheLayer]),
        new("hedging", new OptimizationOptions { Hedging = new HedgingOptions() }, static () => [HedgingWorkload.OfTheLayer]),
    ];
}

/// <summary>One of the metrics.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Layer">The layer that it is for.</param>
/// <param name="Make">Makes its workload.</param>
internal sealed record Metric(string Name, string Layer, Func<MetricWorkload> Make);

/// <summary>A layer, and its workloads.</summary>
/// <param name="Name">As in files of options.</param>
/// <param name="Options">The layer alone, with its defaults.</param>
/// <param name="Make">Makes its workloads; at least one.</param>
internal sealed record ProvedLayer(string Name, OptimizationOptions Options, Func<IReadOnlyList<Workload>> Make);
