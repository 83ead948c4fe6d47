using Weir.Layers.Caching;
using Weir.Layers.CircuitBreaking;
using Weir.Layers.Concurrency;
using Weir.Layers.Hedging;
using Weir.Layers.Pooling;
using Weir.Layers.Telemetry;

namespace Weir.Tests.Options;

public sealed class OptimizationOptionsTests
{
    [Fact]
    public void None_SaysNothing()
    {
        Assert.All(DrawnOptions.Layers, static layer => Assert.Null(layer.Property.GetValue(OptimizationOptions.None)));
        Assert.Null(OptimizationOptions.None.AllowRuntimeChanges);
    }

    [Fact]
    public void Over_TakesEachLayerOfTheNearestThatSaysIt()
    {
        foreach (var layer in DrawnOptions.Layers)
        {
            var (near, far) = (With(layer.Property, "near"), With(layer.Property, "far"));
            Assert.Equal(near, near.Over(OptimizationOptions.None));
            Assert.Equal(near, OptimizationOptions.None.Over(near));
            Assert.Equal(near, near.Over(far));
            Assert.Equal(far, OptimizationOptions.None.Over(OptimizationOptions.None).Over(far));
        }

        Assert.False(new OptimizationOptions { AllowRuntimeChanges = false }.Over(new() { AllowRuntimeChanges = true }).AllowRuntimeChanges);
        Assert.True(OptimizationOptions.None.Over(new() { AllowRuntimeChanges = true }).AllowRuntimeChanges);
    }

    [Fact]
    public void Over_OfALayer_NeverMixesTwoLevels()
    {
        var outer = new OptimizationOptions { Pooling = new() { MaxObjects = 7, MaxPools = 8 }, Hedging = new() { MaxCalls = 3 } };
        var merged = new OptimizationOptions { Pooling = new() { MaxObjects = 9 } }.Over(outer);
        Assert.Equal(new PoolingOptions { MaxObjects = 9 }, merged.Pooling);
        Assert.Equal(outer.Hedging, merged.Hedging);
    }

    [Fact]
    public void Over_OfALayerThatIsOff_SwitchesItOff()
    {
        var merged = new OptimizationOptions { Caching = new() { Enabled = false } }.Over(new() { Caching = new() });
        Assert.False(merged.Caching!.Enabled);
    }

    [Fact]
    public void Options_WithEqualValues_AreEqualAndHaveOneHash()
    {
        var (one, other) = (Sample(), Sample());
        Assert.Equal(one, other);
        Assert.Equal(one.Hash, other.Hash);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    /// <summary>A hash that changes by itself would make the records of earlier runs meaningless; a change of defaults or options changes it on purpose.</summary>
    [Fact]
    public void Hash_IsTheSameOnEveryMachine()
    {
        Assert.Equal("2430f1a2ad2982d0", OptimizationOptions.None.Hash);
        Assert.Matches("^[0-9a-f]{16}$", Sample().Hash);
    }

    [Fact]
    public void Hash_ChangesWithEveryValue()
    {
        string[] hashes =
        [
            OptimizationOptions.None.Hash,
            Sample().Hash,
            (Sample() with { Pooling = new() { MaxObjects = 12 } }).Hash,
            (Sample() with { Pooling = new() { MaxObjects = 11, Reason = "other" } }).Hash,
            (Sample() with { Pooling = new() { MaxObjects = 11, Enabled = false } }).Hash,
            (Sample() with { AllowRuntimeChanges = true }).Hash,
            (Sample() with { CircuitBreaking = new() }).Hash,
            (Sample() with { CircuitBreaking = new() { Key = static _ => "all" } }).Hash,
            (Sample() with { CircuitBreaking = new() { Counts = static _ => true } }).Hash,
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void Hash_OfMinusZero_IsThatOfZero()
    {
        var (minus, plus) = (new OptimizationOptions { Telemetry = new() { SamplingRate = -0.0 } }, new OptimizationOptions { Telemetry = new() { SamplingRate = 0 } });
        Assert.Equal(plus, minus);
        Assert.Equal(plus.Hash, minus.Hash);
    }

    [Fact]
    public void Validate_OfTwoThatContradict_NamesBoth()
    {
        (OptimizationOptions Options, string[] Words)[] cases =
        [
            (new() { Telemetry = new() { BatchSize = 500, QueueLength = 100 } }, ["Telemetry.BatchSize is 500", "Telemetry.QueueLength is 100"]),
            (new() { Caching = new() { MaxEntries = 2_000, MaxBytes = 1_024 } }, ["Caching.MaxEntries is 2000", "Caching.MaxBytes is 1024"]),
        ];
        foreach (var (options, words) in cases)
        {
            var error = Assert.Throws<ArgumentException>(options.Validate);
            Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Validate_OfALayerThatIsOffOrFits_RefusesNothing()
    {
        new OptimizationOptions { Telemetry = new() { Enabled = false, BatchSize = 500, QueueLength = 100 } }.Validate();
        new OptimizationOptions { Telemetry = new() { BatchSize = 100, QueueLength = 100 } }.Validate();
        new OptimizationOptions { Caching = new() { Enabled = false, MaxEntries = 2_000, MaxBytes = 1_024 } }.Validate();
        new OptimizationOptions { Caching = new() { MaxEntries = 1_024, MaxBytes = 1_024 } }.Validate();
    }

    [Fact]
    public async Task AddHedging_WithOptionsThatAreOff_AddsNothing() =>
        await AddsNothingAsync(Pipeline.Create<int>("p").Then(Some.Step("a"), static step => step.AddHedging(new HedgingOptions { Enabled = false })).AddHedging(new HedgingOptions { Enabled = false }).Build());

    [Fact]
    public async Task AddCircuitBreaking_WithOptionsThatAreOff_AddsNothing()
    {
        var off = new CircuitBreakingOptions { Enabled = false };
        await AddsNothingAsync(Pipeline.Create<int>("p").Then(Some.Step("a"), step => step.AddCircuitBreaking(off)).AddCircuitBreaking(off).Build());
    }

    private static async Task AddsNothingAsync(Pipeline<int, int> pipeline)
    {
        var plain = Pipeline.Create<int>("p").Then(Some.Step("a")).Build();
        Assert.Equal(plain.Describe().DefinitionHash, pipeline.Describe().DefinitionHash);
        using var run = await Some.RunAsync(pipeline, 1);
        Assert.Equal(2, run.Output);
    }

    private static OptimizationOptions Sample() => new()
    {
        Pooling = new() { MaxObjects = 11 },
        Caching = new CachingOptions { Version = "v" },
        Concurrency = new ConcurrencyOptions { MaxConcurrent = 3 },
        Telemetry = new TelemetryOptions { SamplingRate = 0.1, Reason = "why" },
        AllowRuntimeChanges = false,
    };

    private static OptimizationOptions With(System.Reflection.PropertyInfo property, string reason)
    {
        var layer = Activator.CreateInstance(property.PropertyType)!;
        layer.GetType().GetProperty("Reason")!.SetValue(layer, reason);
        var options = new OptimizationOptions();
        property.SetValue(options, layer);
        return options;
    }
}
