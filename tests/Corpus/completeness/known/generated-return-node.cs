// source: Weir, generation
// why: OperationNotImplementedException is how generated code says that its owner has not written the body yet
// contract: return-handling.yaml
// expect: none

using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Weir;

namespace Corpus.GeneratedReturnNode;

/// <summary>What a customer sends back.</summary>
public sealed record ReturnRequest(string OrderId);

/// <summary>What came of it.</summary>
public sealed record ReturnOutcome(bool Accepted);

/// <summary>Checks requests.</summary>
public static class ReturnRequestValidator
{
    /// <summary>What is wrong with a request.</summary>
    public static IReadOnlyList<string> Validate(ReturnRequest request) => request.OrderId is "" ? ["A return names its order."] : [];
}

/// <summary>Checks outcomes.</summary>
public static class ReturnOutcomeValidator
{
    /// <summary>What is wrong with an outcome.</summary>
    public static IReadOnlyList<string> Validate(ReturnOutcome outcome) => [];
}

/// <summary>Takes back what a customer returns.</summary>
public sealed class NodeReturnHandlingOrchestrator : OrchestratorNode<ReturnRequest, ReturnOutcome>
{
    /// <inheritdoc/>
    public override ValueTask<ReturnOutcome> RunAsync(ReturnRequest input, StepContext context) => HandleReturnAsync(input, context);

    /// <summary>Handles one return.</summary>
    /// <param name="input">What comes back.</param>
    /// <param name="context">The run.</param>
    public ValueTask<ReturnOutcome> HandleReturnAsync(ReturnRequest input, StepContext context) =>
        throw new OperationNotImplementedException(Name, "handle_return");
}
