using Weir.Layers.Pooling;

namespace Weir.Tests.Options;

/// <summary>The formulas and the guidelines of the documents.</summary>
public sealed class StartValueTests
{
    private static readonly MachineSize Machine = new(12, 16L << 30);

    /// <summary>Processors and GiB, then pool size, pools, calls at once, entries, batch: spec 5.2, by hand.</summary>
    [Theory]
    [InlineData(8, 8, 500, 200, 24, 1_000, 400)]
    [InlineData(12, 16, 1_000, 200, 48, 2_000, 500)]
    [InlineData(2, 4, 250, 50, 4, 500, 100)]
    [InlineData(1, 0.5, 31, 25, 2, 62, 50)]
    [InlineData(64, 512, 2_000, 200, 256, 4_000, 500)]
    [InlineData(1, 0.001, 1, 25, 2, 1, 50)]
    public void Machine_GivesTheStartValuesOfTheDocuments(int processors, double gigabytes, int objects, int pools, int concurrent, int entries, int batch)
    {
        var options = StartValues.For(new MachineSize(processors, (long)(gigabytes * (1L << 30))));
        options.Validate();
        Assert.Equal((objects, pools, 0.75), (options.Pooling!.MaxObjects, options.Pooling.MaxPools, options.Pooling.CleanupThreshold));
        Assert.Equal(concurrent, options.Concurrency!.MaxConcurrent);
        Assert.Equal((entries, TimeSpan.FromMinutes(30)), (options.Caching!.MaxEntries, options.Caching.TimeToLive));
        Assert.Equal((0.5, batch, TimeSpan.FromSeconds(2)), (options.Telemetry!.SamplingRate, options.Telemetry.BatchSize, options.Telemetry.FlushInterval));
        Assert.True(options.Contexts!.Enabled);
        Assert.Equal((null, null, null), (options.Fusion, options.CircuitBreaking, options.Hedging));
    }

    [Theory]
    [InlineData(0.001, 1 << 20)]
    [InlineData(0.5, 32 << 20)]
    [InlineData(8, 64 << 20)]
    public void Machine_WithLittleMemory_KeepsFewerBytes(double gigabytes, long bytes)
    {
        var options = StartValues.For(new MachineSize(2, (long)(gigabytes * (1L << 30))));
        Assert.Equal((bytes, bytes), (options.Caching!.MaxBytes, options.Pooling!.MaxBytes));
    }

    [Fact]
    public void Machine_SaysWhatItsValuesFollowFrom() =>
        Assert.Equal("start value for 12 processors and 16 GB", StartValues.For(Machine).Pooling!.Reason);

    [Fact]
    public void ThisMachine_IsWhatTheRuntimeMayUse()
    {
        Assert.Equal(Environment.ProcessorCount, MachineSize.Current.Processors);
        Assert.Equal(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, MachineSize.Current.MemoryBytes);
        Assert.Equal(StartValues.For(MachineSize.Current), OptimizationPresets.ForThisMachine());
    }

    [Theory]
    [InlineData(0, 50, 0.9)]
    [InlineData(99.9, 50, 0.9)]
    [InlineData(100, 500, 0.75)]
    [InlineData(1_000, 500, 0.75)]
    [InlineData(1_000.1, 2_000, 0.6)]
    public void Shape_OfARate_SetsThePools(double rate, int objects, double threshold)
    {
        var options = Of(new() { CallsPerSecond = rate });
        Assert.Equal(new PoolingOptions { MaxObjects = objects, CleanupThreshold = threshold }, options.Pooling! with { Reason = null });
        Assert.Equal(options with { Pooling = null }, OptimizationOptions.None);
    }

    [Theory]
    [InlineData(0, false, "less than 1 KB")]
    [InlineData(1_023, false, "less than 1 KB")]
    [InlineData(1_024, true, "1 KB to 10 KB")]
    [InlineData(10_240, true, "1 KB to 10 KB")]
    [InlineData(10_241, true, "more than 10 KB")]
    public void Shape_OfAState_SetsTheContexts(long bytes, bool isOn, string reason)
    {
        var options = Of(new() { StateBytes = bytes });
        Assert.Equal(isOn, options.Contexts!.Enabled);
        Assert.Contains(reason, options.Contexts.Reason, StringComparison.Ordinal);
        Assert.Equal(options with { Contexts = null }, OptimizationOptions.None);
    }

    [Theory]
    [InlineData(WorkloadBound.Processor, 12)]
    [InlineData(WorkloadBound.Mixed, 24)]
    [InlineData(WorkloadBound.Waiting, 48)]
    public void Shape_OfWhatStepsDo_SetsTheConcurrency(WorkloadBound bound, int concurrent)
    {
        var options = Of(new() { Bound = bound });
        Assert.Equal(concurrent, options.Concurrency!.MaxConcurrent);
        Assert.Equal(options with { Concurrency = null }, OptimizationOptions.None);
    }

    [Theory]
    [InlineData(WorkloadEnvironment.Development, null, 1.0, 10)]
    [InlineData(WorkloadEnvironment.Development, 5_000.0, 1.0, 10)]
    [InlineData(WorkloadEnvironment.Staging, 5_000.0, 0.1, 100)]
    [InlineData(WorkloadEnvironment.Production, null, 0.1, 100)]
    [InlineData(WorkloadEnvironment.Production, 1_000.0, 0.1, 100)]
    [InlineData(WorkloadEnvironment.Production, 1_000.1, 0.01, 1_000)]
    public void Shape_OfAnEnvironment_SetsTheTelemetry(WorkloadEnvironment environment, double? rate, double sampling, int batch)
    {
        var options = Of(new() { Environment = environment, CallsPerSecond = rate });
        Assert.Equal((sampling, batch), (options.Telemetry!.SamplingRate, options.Telemetry.BatchSize));
        Assert.Equal(options with { Telemetry = null, Pooling = null }, OptimizationOptions.None);
    }

    [Fact]
    public void Shape_OfWhichNothingIsKnown_TurnsNothingOn() => Assert.Equal(OptimizationOptions.None, OptimizationPresets.For(new()));

    [Fact]
    public void Shape_OfWhatCannotBe_IsRefusedWithTheRange()
    {
        Assert.StartsWith("CallsPerSecond is -1; it must be between 0 and 1000000000.", Assert.Throws<ArgumentOutOfRangeException>(static () => new WorkloadShape { CallsPerSecond = -1 }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new WorkloadShape { CallsPerSecond = double.NaN });
        Assert.StartsWith("StateBytes is -1; ", Assert.Throws<ArgumentOutOfRangeException>(static () => new WorkloadShape { StateBytes = -1 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("Bound is 9; ", Assert.Throws<ArgumentOutOfRangeException>(static () => new WorkloadShape { Bound = (WorkloadBound)9 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("Environment is 9; ", Assert.Throws<ArgumentOutOfRangeException>(static () => new WorkloadShape { Environment = (WorkloadEnvironment)9 }).Message, StringComparison.Ordinal);
    }

    private static OptimizationOptions Of(WorkloadShape shape)
    {
        var options = StartValues.For(shape, Machine);
        options.Validate();
        return options;
    }
}
