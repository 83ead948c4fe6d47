namespace Weir;

/// <summary>The presets. docs/presets.md says where each value comes from; tests hold them against it and against what the documents print.</summary>
internal static class PresetCatalog
{
    private const string OtherWork = "the preset is for other work";
    private const string NoTime = "every microsecond counts";
    private const string Unproven = "off until a proof says that it helps";

    /// <summary>Makes them.</summary>
    /// <param name="processors">How many there are: some presets have a multiple of it.</param>
    public static IReadOnlyList<OptimizationPreset> Create(int processors) =>
    [
        new("high-allocation", "Steps make and drop many objects.", HighAllocation()),
        new("large-context", "Pipelines have a large state that is often forked.", LargeContext()),
        new("cpu-intensive", "Steps compute, on many processors.", CpuIntensive()),
        new("high-frequency", "Many small runs, often with the same input.", HighFrequency()),
        new("low-latency", "Every microsecond counts: all is off.", LowLatency()),
        new("batch-processing", "Much work at once, of which nobody waits for a single piece.", BatchProcessing(processors)),
        new("real-time", "Answers within a limit; little is kept, and little is watched.", RealTime()),
        new("cpu-constrained", "Few processors, of which nothing is to be spent beside the work.", CpuConstrained(processors)),
        new("memory-constrained", "Little memory.", MemoryConstrained()),
        new("high-memory", "Much memory.", HighMemory()),
        new("development", "All runs are seen, one by one.", Development()),
        new("staging", "As in production, with more runs seen.", Staging()),
        new("production", "One run in a hundred is seen.", Production()),
        new("conservative", "All is off, with small values for who turns something on; nothing is changed while it runs.", Conservative()),
    ];

    private static OptimizationOptions HighAllocation() => Off(OtherWork) with
    {
        Pooling = new() { Reason = "objects are made and dropped often", MaxObjects = 1_000, CleanupThreshold = 0.8 },
    };

    private static OptimizationOptions LargeContext() => Off(OtherWork) with
    {
        Contexts = new() { Reason = "the state is large and forked often" },
    };

    private static OptimizationOptions CpuIntensive() => Off(OtherWork) with
    {
        Concurrency = new() { Reason = "calls that compute are kept to what the processors can do", MaxConcurrent = 48, QueueTimeout = TimeSpan.FromSeconds(60) },
        Telemetry = new() { Reason = "little is watched, so that it costs little", SamplingRate = 0.1, BatchSize = 1_000 },
    };

    private static OptimizationOptions HighFrequency() => Off(OtherWork) with
    {
        Caching = new() { Reason = "the same inputs come again", MaxEntries = 4_096, TimeToLive = TimeSpan.FromSeconds(7_200) },
        Telemetry = new() { Reason = "of many equal runs few have to be seen", SamplingRate = 0.01, BatchSize = 2_000 },
    };

    private static OptimizationOptions LowLatency() => Off(NoTime) with
    {
        Fusion = new() { Enabled = false, Reason = NoTime },
    };

    private static OptimizationOptions BatchProcessing(int processors) => new()
    {
        Pooling = new() { Reason = "large pools for much at once", MaxObjects = 2_000, CleanupThreshold = 0.6 },
        Concurrency = new() { Reason = "many calls at once, of which most wait", MaxConcurrent = 4 * processors },
        Caching = new() { Reason = "pieces of one batch are often alike", MaxEntries = 4_096, TimeToLive = TimeSpan.FromSeconds(7_200) },
    };

    private static OptimizationOptions RealTime() => new()
    {
        Pooling = new() { Reason = "small pools, which are quickly looked through and trimmed", MaxObjects = 50, CleanupThreshold = 0.9 },
        Telemetry = new() { Reason = "as little as can be is watched", SamplingRate = 0.01, BatchSize = 1_000 },
    };

    private static OptimizationOptions CpuConstrained(int processors) => new()
    {
        Concurrency = new() { Reason = "no more calls at once than there are processors", MaxConcurrent = processors },
        Telemetry = new() { Reason = "as little as can be is watched", SamplingRate = 0.01, BatchSize = 1_000 },
    };

    private static OptimizationOptions MemoryConstrained() => new()
    {
        Pooling = new() { Reason = "objects that are used again", CleanupThreshold = 0.9 },
        Contexts = new() { Reason = "branches that share their state" },
        Caching = new() { Reason = "few outputs, and not for long", MaxEntries = 512, TimeToLive = TimeSpan.FromSeconds(1_200) },
        Telemetry = new() { Reason = "small batches of few runs", SamplingRate = 0.01, BatchSize = 50 },
    };

    private static OptimizationOptions HighMemory() => new()
    {
        Pooling = new() { Reason = "there is room for large pools", MaxObjects = 5_000, CleanupThreshold = 0.5 },
        Contexts = new() { Reason = "branches that share their state" },
        Caching = new() { Reason = "there is room for many outputs, for long", MaxEntries = 16_384, TimeToLive = TimeSpan.FromSeconds(14_400) },
    };

    private static OptimizationOptions Development() => Off(OtherWork) with
    {
        Telemetry = new() { Reason = "all is to be seen, at once", SamplingRate = 1, BatchSize = 1 },
    };

    private static OptimizationOptions Staging() => new()
    {
        Telemetry = new() { Reason = "enough to see what production will not show", SamplingRate = 0.1, BatchSize = 100 },
    };

    private static OptimizationOptions Production() => new()
    {
        Telemetry = new() { Reason = "a sample is enough to watch it", SamplingRate = 0.01, BatchSize = 1_000 },
    };

    private static OptimizationOptions Conservative() => new()
    {
        Pooling = new() { Enabled = false, Reason = Unproven, MaxObjects = 100, MaxPools = 10, CleanupThreshold = 0.9 },
        Contexts = new() { Enabled = false, Reason = Unproven },
        Fusion = new() { Enabled = false, Reason = Unproven },
        Concurrency = new() { Enabled = false, Reason = Unproven, MaxConcurrent = 8 },
        Caching = new() { Enabled = false, Reason = Unproven, MaxEntries = 500, TimeToLive = TimeSpan.FromSeconds(7_200) },
        Telemetry = new() { Enabled = false, Reason = Unproven, SamplingRate = 0.01, BatchSize = 50, FlushInterval = TimeSpan.FromSeconds(10) },
        CircuitBreaking = new() { Enabled = false, Reason = Unproven, MinimumCalls = 10, BreakDuration = TimeSpan.FromSeconds(60) },
        AllowRuntimeChanges = false,
    };

    // What the documents switch off where they list it; Fusion they name in the last of the five workloads only, Hedging nowhere.
    private static OptimizationOptions Off(string why) => new()
    {
        Pooling = new() { Enabled = false, Reason = why },
        Contexts = new() { Enabled = false, Reason = why },
        Concurrency = new() { Enabled = false, Reason = why },
        Caching = new() { Enabled = false, Reason = why },
        Telemetry = new() { Enabled = false, Reason = why },
        CircuitBreaking = new() { Enabled = false, Reason = why },
    };
}
