using Weir.Layers.Caching;
using Weir.Layers.CircuitBreaking;
using Weir.Layers.Concurrency;
using Weir.Layers.Contexts;
using Weir.Layers.Fusion;
using Weir.Layers.Hedging;
using Weir.Layers.Pooling;
using Weir.Layers.Telemetry;

namespace Weir;

/// <summary>All layers and their options, as files have them: the only list. Files are read and written by it, the schema is made of it.</summary>
internal static class OptionCatalog
{
    private const string EnabledText = "Whether the layer is on; false switches it off where an outer level switches it on.";
    private const string ReasonText = "Why it is on or off, in words.";

    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The layers, in the order of files.</summary>
    public static IReadOnlyList<LayerSection> Layers { get; } =
        [Pooling(), Contexts(), Fusion(), Concurrency(), Caching(), Telemetry(), CircuitBreaking(), Hedging()];

    private static LayerSection<PoolingOptions> Pooling() => new(
        "pooling", "Buffers and objects that are used again.", static all => all.Pooling, static (all, layer) => all with { Pooling = layer },
        [
            Enabled<PoolingOptions>(static o => o.Enabled, static (o, value) => o with { Enabled = value }),
            Reason<PoolingOptions>(static o => o.Reason, static (o, value) => o with { Reason = value }),
            Whole<PoolingOptions>("maxObjects", 1, 100_000, static o => o.MaxObjects, static (o, value) => o with { MaxObjects = (int)value }, "How many buffers or objects one pool keeps at most."),
            Whole<PoolingOptions>("maxPools", 1, 10_000, static o => o.MaxPools, static (o, value) => o with { MaxPools = (int)value }, "How many pools there are at most."),
            Share<PoolingOptions>("cleanupThreshold", static o => o.CleanupThreshold, static (o, value) => o with { CleanupThreshold = value }, "How full a pool may be before it is trimmed."),
            Whole<PoolingOptions>("maxBufferLength", 1, 1 << 30, static o => o.MaxBufferLength, static (o, value) => o with { MaxBufferLength = (int)value }, "The longest buffer that is kept, in bytes."),
            Whole<PoolingOptions>("maxBytes", 0, 1L << 40, static o => o.MaxBytes, static (o, value) => o with { MaxBytes = value }, "How many bytes all buffers that are kept have together."),
        ]);

    private static LayerSection<ContextsOptions> Contexts() => new(
        "contexts", "State that branches share until they change it.", static all => all.Contexts, static (all, layer) => all with { Contexts = layer },
        [
            Enabled<ContextsOptions>(static o => o.Enabled, static (o, value) => o with { Enabled = value }),
            Reason<ContextsOptions>(static o => o.Reason, static (o, value) => o with { Reason = value }),
            Whole<ContextsOptions>("maxDelta", 16, 1_000_000, static o => o.MaxDelta, static (o, value) => o with { MaxDelta = (int)value }, "How many changes a fork keeps beside what it shares, before it takes a copy of its own."),
        ]);

    private static LayerSection<FusionOptions> Fusion() => new(
        "fusion", "Neighbouring small steps that become one.", static all => all.Fusion, static (all, layer) => all with { Fusion = layer },
        [
            Enabled<FusionOptions>(static o => o.Enabled, static (o, value) => o with { Enabled = value }),
            Reason<FusionOptions>(static o => o.Reason, static (o, value) => o with { Reason = value }),
            Whole<FusionOptions>("minSteps", 2, 1_000, static o => o.MinSteps, static (o, value) => o with { MinSteps = (int)value }, "How many neighbours there must be at least to become one."),
        ]);

    private static LayerSection<ConcurrencyOptions> Concurrency() => new(
        "concurrency", "A limit for the calls of steps that run at once.", static all => all.Concurrency, static (all, layer) => all with { Concurrency = layer },
        [
            Enabled<ConcurrencyOptions>(static o => o.Enabled, static (o, value) => o with { Enabled = value }),
            Reason<ConcurrencyOptions>(static o => o.Reason, static (o, value) => o with { Reason = value }),
            new OptionField<ConcurrencyOptions, long?>("maxConcurrent", new WholeKind(1, 100_000, isOptional: true), static o => o.MaxConcurrent,
                static (o, value) => o with { MaxConcurrent = (int?)value }, "How many calls of steps run at once; null is twice the number of processors."),
            Time<ConcurrencyOptions>("queueTimeout", Day, static o => o.QueueTimeout, static (o, value) => o with { QueueTimeout = value }, "How long a call may wait for its turn before it fails."),
            Whole<ConcurrencyOptions>("partitionSize", 1, 10_000, static o => o.PartitionSize, static (o, value) => o with { PartitionSize = (int)value }, "How many calls of a fan-out are made in one turn, where others wait."),
        ]);

    private static LayerSection<CachingOptions> Caching() => new(
        "caching", "Outputs that are kept for later calls.", static all => all.Caching, static (all, layer) => all with { Caching = layer },
        [
            Enabled<CachingOptions>(static o => o.Enabled, static (o, value) => o with { Enabled = value }),
            Reason<CachingOptions>(static o => o.Reason, static (o, value) => o with { Reason = value }),
            Whole<CachingOptions>("maxEntries", 1, 10_000_000, static o => o.MaxEntries, static (o, value) => o with { MaxEntries = (int)value }, "How many outputs are kept at most."),
            Whole<CachingOptions>("maxBytes", 1L << 10, 1L << 40, static o => o.MaxBytes, static (o, value) => o with { MaxBytes = value }, "How many bytes of outputs are kept at most."),
            Time<CachingOptions>("timeToLive", TimeSpan.FromDays(365), static o => o.TimeToLive, static (o, value) => o with { TimeToLive = value }, "How old an output may be that is used again."),
            new OptionField<CachingOptions, string?>("version", new TextKind(), static o => o.Version, static (o, value) => o with { Version = value },
                "A part of every key: what was kept under another version is not found."),
        ]);

    private static LayerSection<TelemetryOptions> Telemetry() => new(
        "telemetry", "Runs that are sampled and exported in batches.", static all => all.Telemetry, static (all, layer) => all with { Telemetry = layer },
        [
            Enabled<TelemetryOptions>(static o => o.Enabled, static (o, value) => o with { Enabled = value }),
            Reason<TelemetryOptions>(static o => o.Reason, static (o, value) => o with { Reason = value }),
            Share<TelemetryOptions>("samplingRate", static o => o.SamplingRate, static (o, value) => o with { SamplingRate = value }, "The share of the runs that is exported."),
            Whole<TelemetryOptions>("batchSize", 1, 100_000, static o => o.BatchSize, static (o, value) => o with { BatchSize = (int)value }, "How many spans are exported at once."),
            Time<TelemetryOptions>("flushInterval", TimeSpan.FromHours(1), static o => o.FlushInterval, static (o, value) => o with { FlushInterval = value },
                "After how long what waits is exported although the batch is not full."),
            Whole<TelemetryOptions>("queueLength", 1, 1_000_000, static o => o.QueueLength, static (o, value) => o with { QueueLength = (int)value }, "How many spans wait at most; what comes beyond that is dropped and counted."),
        ]);

    private static LayerSection<CircuitBreakingOptions> CircuitBreaking() => new(
        "circuitBreaking", "Steps that keep failing and are not called for a while.", static all => all.CircuitBreaking, static (all, layer) => all with { CircuitBreaking = layer },
        [
            Enabled<CircuitBreakingOptions>(static o => o.Enabled, static (o, value) => o with { Enabled = value }),
            Reason<CircuitBreakingOptions>(static o => o.Reason, static (o, value) => o with { Reason = value }),
            new OptionField<CircuitBreakingOptions, double>("failureRatio", new NumberKind(0.01, 1), static o => o.FailureRatio, static (o, value) => o with { FailureRatio = value },
                "The share of failures that opens the breaker."),
            Whole<CircuitBreakingOptions>("minimumCalls", 2, 1_000_000, static o => o.MinimumCalls, static (o, value) => o with { MinimumCalls = (int)value }, "How many calls there must have been before the breaker can open."),
            Time<CircuitBreakingOptions>("samplingDuration", Day, static o => o.SamplingDuration, static (o, value) => o with { SamplingDuration = value }, "How far back calls count.", 500),
            Time<CircuitBreakingOptions>("breakDuration", Day, static o => o.BreakDuration, static (o, value) => o with { BreakDuration = value }, "How long the breaker refuses calls before it lets one try.", 500),
        ])
    {
        CodeFields = [("key", static o => o.Key is not null), ("counts", static o => o.Counts is not null)],
    };

    private static LayerSection<HedgingOptions> Hedging() => new(
        "hedging", "Steps that take long and are called once more; only for steps that may safely run twice.", static all => all.Hedging, static (all, layer) => all with { Hedging = layer },
        [
            Enabled<HedgingOptions>(static o => o.Enabled, static (o, value) => o with { Enabled = value }),
            Reason<HedgingOptions>(static o => o.Reason, static (o, value) => o with { Reason = value }),
            Time<HedgingOptions>("delay", Day, static o => o.Delay, static (o, value) => o with { Delay = value }, "How long each call is waited for before the next begins."),
            Whole<HedgingOptions>("maxCalls", 2, 10, static o => o.MaxCalls, static (o, value) => o with { MaxCalls = (int)value }, "How many calls there are at most, the first included."),
        ]);

    private static OptionField<T, bool> Enabled<T>(Func<T, bool> get, Func<T, bool, T> set)
        where T : class => new("enabled", new FlagKind(), get, set, EnabledText);

    private static OptionField<T, string?> Reason<T>(Func<T, string?> get, Func<T, string?, T> set)
        where T : class => new("reason", new TextKind(), get, set, ReasonText);

    private static OptionField<T, long?> Whole<T>(string name, long min, long max, Func<T, long> get, Func<T, long, T> set, string text)
        where T : class => new(name, new WholeKind(min, max), options => get(options), (options, value) => set(options, value!.Value), text);

    private static OptionField<T, double> Share<T>(string name, Func<T, double> get, Func<T, double, T> set, string text)
        where T : class => new(name, new NumberKind(0, 1), get, set, text);

    private static OptionField<T, TimeSpan> Time<T>(string name, TimeSpan max, Func<T, TimeSpan> get, Func<T, TimeSpan, T> set, string text, int minMilliseconds = 1)
        where T : class => new(name, new DurationKind(Millisecond * minMilliseconds, max), get, set, text);
}
