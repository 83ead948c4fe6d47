// source: CWE-1061 (https://cwe.mitre.org/data/definitions/1061.html)
// why: A reducer asks a service by itself, and an orchestrator reads a file where it should call a node.
// expect: compliance/beyond-kind 30
// expect: compliance/beyond-kind 39

using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.ClaimFolding;

public sealed record ClaimEvent(string Claim, string Kind, decimal Amount);

public sealed record ClaimState(string Claim, decimal Reserved, string Adjuster);

public sealed class ClaimReserveReducer(HttpClient client) : ReducerNode<IReadOnlyList<ClaimEvent>, ClaimState>
{
    public override async ValueTask<ClaimState> RunAsync(IReadOnlyList<ClaimEvent> input, StepContext context)
    {
        var reserved = 0m;
        foreach (var change in input)
        {
            reserved += change.Kind == "release" ? -change.Amount : change.Amount;
        }

        var address = new Uri($"adjusters/{input[0].Claim}", UriKind.Relative);
        var adjuster = await client.GetStringAsync(address, context.CancellationToken);
        return new ClaimState(input[0].Claim, reserved, adjuster);
    }
}

public sealed class ClaimIntakeOrchestrator(ClaimReserveReducer reserve) : OrchestratorNode<string, ClaimState>
{
    public override async ValueTask<ClaimState> RunAsync(string input, StepContext context)
    {
        var lines = await File.ReadAllLinesAsync(input, context.CancellationToken);
        var events = Array.ConvertAll(lines, line => new ClaimEvent(input, "reserve", line.Length));
        return await reserve.RunAsync(events, context);
    }
}
