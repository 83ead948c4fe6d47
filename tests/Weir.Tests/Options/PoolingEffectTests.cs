using System.Text;
using Weir.Layers.Pooling;

namespace Weir.Tests.Options;

/// <summary>Each option of pooling changes how many objects or bytes are made.</summary>
public sealed class PoolingEffectTests
{
    private static readonly PoolingOptions Roomy = new() { MaxObjects = 8, CleanupThreshold = 1 };

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 8)]
    public async Task Enabled_SetsWhetherObjectsAreUsedAgain(bool isEnabled, int made) => Assert.Equal(made, await MadeAsync(Roomy with { Enabled = isEnabled }));

    [Theory]
    [InlineData(8, 4)]
    [InlineData(2, 7)]
    public async Task MaxObjects_SetsHowManyAreKept(int most, int made) => Assert.Equal(made, await MadeAsync(Roomy with { MaxObjects = most }));

    [Theory]
    [InlineData(1, 4)]
    [InlineData(0.25, 7)]
    public async Task CleanupThreshold_SetsWhenHalfIsDropped(double threshold, int made) => Assert.Equal(made, await MadeAsync(Roomy with { CleanupThreshold = threshold }));

    [Theory]
    [InlineData(2, 8)]
    [InlineData(1, 12)]
    public async Task MaxPools_SetsHowManyKindsAreKept(int most, int made) => Assert.Equal(made, await MadeAsync(Roomy with { MaxPools = most }, kinds: 2));

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(99_999, false)]
    public async Task MaxBufferLength_SetsWhichBuffersAreKept(int longest, bool isKept) => Assert.Equal(isKept, await AreBuffersKeptAsync(new() { MaxBufferLength = longest }));

    [Theory]
    [InlineData(1 << 20, true)]
    [InlineData(100_000, false)]
    public async Task MaxBytes_SetsHowMuchIsKeptTogether(int most, bool isKept) => Assert.Equal(isKept, await AreBuffersKeptAsync(new() { MaxBytes = most }));

    [Fact]
    public async Task MaxBytes_OfNone_IsAboutBuffersAlone() => Assert.Equal(4, await MadeAsync(Roomy with { MaxBytes = 0 }));

    /// <summary>How many objects are made by two runs that each rent four of each kind at once.</summary>
    private static async Task<int> MadeAsync(PoolingOptions options, int kinds = 1)
    {
        var made = 0;
        PoolPolicy<StringBuilder>[] policies = [.. Enumerable.Range(0, kinds).Select(_ => new PoolPolicy<StringBuilder>(
            () =>
            {
                made++;
                return new StringBuilder();
            },
            static text => text.Clear()))];
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { Pooling = options } });
        var pipeline = Pipeline.Create<int>("p").Then("rents", (x, context) =>
        {
            foreach (var policy in policies)
            {
                for (var i = 0; i < 4; i++)
                {
                    context.Objects.Rent(policy).Value.Append(x);
                }
            }

            return new ValueTask<int>(x);
        }).Build();
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        return made;
    }

    private static async Task<bool> AreBuffersKeptAsync(PoolingOptions options)
    {
        const int Runs = 20;
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { Pooling = options } });
        var pipeline = Pipeline.Create<int>("p").Then("rents", static (_, context) =>
        {
            using var buffer = context.Buffers.Rent(100_000);
            return new ValueTask<int>(buffer.Length);
        }).Build();
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Runs; i++)
        {
            await executor.InvokeAsync(pipeline, 1, Some.Token);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before < Runs * 50_000;
    }
}
