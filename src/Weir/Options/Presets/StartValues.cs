using Weir.Layers.Caching;
using Weir.Layers.Concurrency;
using Weir.Layers.Contexts;
using Weir.Layers.Pooling;
using Weir.Layers.Telemetry;

namespace Weir;

/// <summary>Options that follow from the size of a machine, or from the shape of some work.</summary>
internal static class StartValues
{
    /// <summary>The formulas of the documents' tuner, which has no value for the layers that are not here.</summary>
    public static OptimizationOptions For(MachineSize machine)
    {
        var why = FormattableString.Invariant($"start value for {machine.Processors} processors and {machine.MemoryGigabytes:0.#} GB");
        var scale = Math.Min(machine.MemoryGigabytes / 8, 4);
        var perProcessor = machine.MemoryGigabytes switch { >= 16 => 4, >= 8 => 3, _ => 2 };
        return new()
        {
            Pooling = new() { Reason = why, MaxObjects = Whole(500 * scale), MaxPools = Math.Min(200, 25 * machine.Processors), CleanupThreshold = 0.75, MaxBytes = Bytes(machine) },
            Contexts = new() { Reason = why },
            Concurrency = new() { Reason = why, MaxConcurrent = perProcessor * machine.Processors },
            Caching = new() { Reason = why, MaxEntries = Whole(1_000 * scale), MaxBytes = Bytes(machine), TimeToLive = TimeSpan.FromSeconds(1_800) },
            Telemetry = new() { Reason = why, SamplingRate = 0.5, BatchSize = Math.Min(500, 50 * machine.Processors), FlushInterval = TimeSpan.FromSeconds(2) },
        };
    }

    /// <summary>The guidelines of the documents. What is not known turns nothing on.</summary>
    public static OptimizationOptions For(WorkloadShape shape, MachineSize machine) => new()
    {
        Pooling = shape.CallsPerSecond is { } calls ? Pooling(calls) : null,
        Contexts = shape.StateBytes is { } bytes ? Contexts(bytes) : null,
        Concurrency = shape.Bound is { } bound ? Concurrency(bound, machine) : null,
        Telemetry = shape.Environment is { } environment ? Telemetry(environment, shape.CallsPerSecond) : null,
    };

    private static PoolingOptions Pooling(double calls) => calls switch
    {
        < 100 => new() { Reason = "less than 100 calls a second", MaxObjects = 50, CleanupThreshold = 0.9 },
        <= 1_000 => new() { Reason = "100 to 1000 calls a second", MaxObjects = 500, CleanupThreshold = 0.75 },
        _ => new() { Reason = "more than 1000 calls a second", MaxObjects = 2_000, CleanupThreshold = 0.6 },
    };

    private static ContextsOptions Contexts(long bytes) => bytes switch
    {
        < 1_024 => new() { Enabled = false, Reason = "a state of less than 1 KB is copied as fast as it is shared" },
        <= 10_240 => new() { Reason = "a state of 1 KB to 10 KB" },
        _ => new() { Reason = "a state of more than 10 KB" },
    };

    private static ConcurrencyOptions Concurrency(WorkloadBound bound, MachineSize machine) => bound switch
    {
        WorkloadBound.Processor => new() { Reason = "steps that compute: one for each processor", MaxConcurrent = machine.Processors },
        WorkloadBound.Waiting => new() { Reason = "steps that wait: four for each processor", MaxConcurrent = 4 * machine.Processors },
        _ => new() { Reason = "steps that compute and wait: two for each processor", MaxConcurrent = 2 * machine.Processors },
    };

    private static TelemetryOptions Telemetry(WorkloadEnvironment environment, double? calls) => environment switch
    {
        WorkloadEnvironment.Development => new() { Reason = "development: every run", SamplingRate = 1, BatchSize = 10 },
        WorkloadEnvironment.Production when calls > 1_000 => new() { Reason = "production with more than 1000 calls a second: one run in 100", SamplingRate = 0.01, BatchSize = 1_000 },
        WorkloadEnvironment.Production => new() { Reason = "production: one run in 10", SamplingRate = 0.1, BatchSize = 100 },
        _ => new() { Reason = "staging: one run in 10", SamplingRate = 0.1, BatchSize = 100 },
    };

    private static int Whole(double value) => Math.Max(1, (int)Math.Round(value));

    // A sixteenth of the memory, and not more than the defaults; the documents count entries only.
    private static long Bytes(MachineSize machine) => Math.Clamp(machine.MemoryBytes / 16, 1L << 20, new CachingOptions().MaxBytes);
}
