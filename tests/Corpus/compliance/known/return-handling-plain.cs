// source: Weir, contracts
// why: a plain class instead of an orchestrator, and an operation that is not asynchronous
// contract: return-handling.yaml
// expect: compliance/node-base 18
// expect: compliance/operation 22

using System;
using System.Collections.Generic;
using System.Threading;
using Weir;

namespace Corpus.ReturnHandlingPlain;

public sealed record ReturnRequest(string OrderId);

public sealed record ReturnOutcome(bool Accepted);

public sealed class NodeReturnHandlingOrchestrator
{
    private readonly HashSet<string> _handled = new(StringComparer.Ordinal);

    public ReturnOutcome HandleReturnAsync(ReturnRequest input, StepContext context)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        return new ReturnOutcome(_handled.Add(input.OrderId));
    }
}
