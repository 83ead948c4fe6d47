namespace Weir;

/// <summary>What the options of a node put around each attempt: outside the circuit breaker, inside the transaction.</summary>
internal sealed class NodeAttemptLayer(NodeIdentity node) : Layer
{
    public override string Name => node.Options.Transactions.Enabled
        ? node.Options.CircuitBreaker.Enabled ? "node: circuit breaker, transaction" : "node: transaction"
        : "node: circuit breaker";

    public override LayerScope Scope => LayerScope.Attempt;

    public override StepCall<TIn, TOut> Wrap<TIn, TOut>(StepCall<TIn, TOut> next, LayerTarget target)
    {
        var call = node.Options.Transactions.Enabled ? new NodeTransactionCall<TIn, TOut>(this, next, node) : next;
        return node.Options.CircuitBreaker.Enabled ? new NodeBreakerCall<TIn, TOut>(call, target, node) : call;
    }
}
