// source: Microsoft Learn, Asynchronous programming scenarios (https://learn.microsoft.com/dotnet/csharp/asynchronous-programming/async-scenarios)
// why: One task is waited for by blocking though only another one was awaited, and nullable analysis is turned off for the rest of the file.
// expect: quality/blocking-call 30
// expect: quality/blocking-call 37
// expect: quality/nullability 40

using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.HeldOut.ShardRebalancer;

public sealed record ShardLoad(int Shard, long Bytes);

public interface IShardClient
{
    Task<long> SizeAsync(int shard, CancellationToken cancellationToken);

    Task MoveAsync(int from, int to, CancellationToken cancellationToken);
}

public sealed class ShardRebalancer(IShardClient client)
{
    public async Task<IReadOnlyList<ShardLoad>> MeasureAsync(int count, CancellationToken cancellationToken)
    {
        var sizes = Enumerable.Range(0, count).Select(shard => client.SizeAsync(shard, cancellationToken)).ToArray();
        var first = sizes[0];
        await first;
        Task.WaitAll(sizes, cancellationToken);
        return sizes.Select((size, shard) => new ShardLoad(shard, first.IsCompletedSuccessfully ? first.Result : 0)).ToList();
    }

    public void MoveHalf(int from, int to)
    {
        var move = client.MoveAsync(from, to, CancellationToken.None);
        move.Wait();
    }

#nullable disable
    public string Describe(ShardLoad load) => load == null ? "no shard" : $"{load.Shard}: {load.Bytes}";
}
