using System.Collections.Concurrent;

namespace Weir;

/// <summary>
/// Circuit breakers by the name of a service. As a service of runs it lets all nodes that name one service share its breaker, so that what one
/// finds out spares the others; without it each node has breakers of its own.
/// </summary>
public sealed class NodeCircuits
{
    private readonly ConcurrentDictionary<string, NodeBreaker> _breakers = new(StringComparer.Ordinal);

    /// <summary>The breaker of a service; the options are those of the node that asks first.</summary>
    internal NodeBreaker Of(string service, NodeCircuitBreakerOptions options) =>
        _breakers.GetOrAdd(service, static (_, options) => new NodeBreaker(options), options);
}
