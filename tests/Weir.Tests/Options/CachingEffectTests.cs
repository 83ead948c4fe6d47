using Weir.Layers.Caching;
using Weir.Layers.Fusion;

namespace Weir.Tests.Options;

/// <summary>Each option of caching changes how often a step is called.</summary>
public sealed class CachingEffectTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    public async Task Enabled_SetsWhetherOutputsAreKept(bool isEnabled, int calls) => Assert.Equal(calls, await CallsAsync(new() { Enabled = isEnabled }, [1, 1, 1]));

    [Theory]
    [InlineData(3, 3)]
    [InlineData(1, 9)]
    public async Task MaxEntries_SetsHowManyOutputsAreKept(int most, int calls) => Assert.Equal(calls, await CallsAsync(new() { MaxEntries = most }, [1, 2, 3, 1, 2, 3, 1, 2, 3]));

    [Theory]
    [InlineData(3_000, 2)]
    [InlineData(1_500, 4)]
    public async Task MaxBytes_SetsWhatOutputsWeighTogether(int most, int calls) =>
        Assert.Equal(calls, await CallsAsync(new() { MaxEntries = 100, MaxBytes = most }, [1, 2, 1, 2], text: new string('x', 500)));

    [Theory]
    [InlineData(25, 1)]
    [InlineData(15, 2)]
    [InlineData(5, 3)]
    public async Task TimeToLive_SetsHowOldAnOutputMayBe(int seconds, int calls) =>
        Assert.Equal(calls, await CallsAsync(new() { TimeToLive = TimeSpan.FromSeconds(seconds) }, [1, 1, 1], apart: TimeSpan.FromSeconds(10)));

    [Theory]
    [InlineData("1", 1)]
    [InlineData("2", 2)]
    [InlineData(null, 2)]
    public async Task Version_SetsWhetherOutputsOfOptionsBeforeAreFound(string? version, int calls)
    {
        var (called, options) = (0, new OptimizationOptions { Caching = new CachingOptions { Version = "1" } });
        await using var executor = new Executor(new ExecutorOptions { Optimizations = options });
        var pipeline = Pipeline.Create<int>("p").Then("counts", (x, _) => new ValueTask<int>(x + ++called)).Build();
        await executor.InvokeAsync(pipeline, 1, Some.Token);

        // Options that say the same of the cache keep it, whatever else they change.
        executor.EnableOptimizations(options with { Fusion = new FusionOptions(), Caching = options.Caching with { Version = version } });
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        Assert.Equal(calls, called);
    }

    private static async Task<int> CallsAsync(CachingOptions options, int[] inputs, string text = "", TimeSpan apart = default)
    {
        var (calls, time) = (0, new ManualTime());
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { Caching = options }, Time = time });
        var pipeline = Pipeline.Create<int>("p").Then("counts", (x, _) => new ValueTask<string>($"{x + ++calls}{text}")).Build();
        foreach (var input in inputs)
        {
            await executor.InvokeAsync(pipeline, input, Some.Token);
            time.Advance(apart);
        }

        return calls;
    }
}
