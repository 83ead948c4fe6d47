// source: Weir, nodes
// why: an orchestrator fetches by itself, and a reducer keeps a file, instead of leaving both to effect nodes
// expect: compliance/beyond-kind 22
// expect: compliance/beyond-kind 32

using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.DispatchOrchestratorCallsHttp;

public sealed record Dispatch(string Parcel, string Carrier);

public sealed class NodeDispatchOrchestrator(HttpClient client) : OrchestratorNode<Dispatch, string>
{
    public override async ValueTask<string> RunAsync(Dispatch input, StepContext context)
    {
        var address = $"https://{input.Carrier}.example.com/book/{input.Parcel}";
        return await client.GetStringAsync(address, context.CancellationToken);
    }
}

public sealed class NodeJournalReducer : ReducerNode<string, int>
{
    private int _count;

    public override async ValueTask<int> RunAsync(string input, StepContext context)
    {
        await File.AppendAllTextAsync("journal.txt", input, context.CancellationToken);
        return Interlocked.Increment(ref _count);
    }
}
