using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Weir.Lab.Proving;
using Weir.Layers.Caching;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Caching;

/// <summary>What a hit costs, and how often there is one.</summary>
internal sealed class CachingGroup : MeasuredGroup
{
    public override string Name => "caching";

    protected override async Task<IReadOnlyList<Row>> MakeAsync() => [await HitAsync()];

    protected override async Task<IReadOnlyList<WorkloadRow>> MoreAsync(TextWriter log, string rows)
    {
        var workload = CachingWorkload.OfTheLayer(MemoryCacheRival.Make());
        await using var side = await workload.OpenAsync(WorkloadVariant.Optimized, CancellationToken.None);
        var check = side.Checks.Single(static check => check.Unit == "points");
        return [new WorkloadRow($"{check.Name}{Suffix}", Name, check.Unit, check.Value) { Goal = $"at least {check.Target}", Met = check.Met }];
    }

    /// <summary>A whole run that is one hit, against a look into a table and into a cache.</summary>
    private static async Task<Row> HitAsync()
    {
        var executor = new Executor();
        var pipeline = Pipeline.Create<int>("cached").Then("step", static x => x + 1).AddCaching().Build();
        await executor.InvokeAsync(pipeline, 1);
        var table = new ConcurrentDictionary<int, int> { [1] = 2 };
        var cache = new MemoryCache(new MemoryCacheOptions());
        cache.Set(1, 2);
        return new Row("cache-hit", "ns/call", 1, new Goal { Value = 100 })
            .Add(Role.Weir, () => executor.InvokeAsync(pipeline, 1), static output => output == 2)
            .Add(Role.Floor, () => new ValueTask<int>(table.GetValueOrDefault(1)), static output => output == 2)
            .Add(Role.Peer, () => new ValueTask<int>(cache.Get<int>(1)), static output => output == 2, "MemoryCache");
    }
}
