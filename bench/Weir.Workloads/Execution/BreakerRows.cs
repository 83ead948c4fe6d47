using Weir.Workloads.Execution.Peers;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Execution;

/// <summary>Calls that an open breaker refuses.</summary>
internal static class BreakerRows
{
    public static async Task<Row> MakeAsync()
    {
        var polly = await PollyBreaker.OpenAsync();
        return new Row("breaker-open", "ns/call", 1, new Goal { Value = 1_000 })
            .Add(Role.Peer, polly.RefuseByValueAsync, static refused => refused, "Polly.Core, by value")
            .Add(Role.Peer, polly.RefuseByThrowingAsync, static refused => refused, "Polly.Core, thrown");
    }
}
