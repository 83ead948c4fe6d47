using System.Numerics;

namespace Weir;

/// <summary>Chooses among routes. For many threads.</summary>
public sealed class NodeRouter
{
    private readonly Lock _gate = new();

    // Under _gate.
    private readonly Random _random;
    private int _turn;

    /// <summary>Makes a router.</summary>
    /// <param name="routes">The routes, in order; at least one, none of them twice.</param>
    /// <param name="strategy">How to choose.</param>
    /// <param name="seed">What determines the order of <see cref="RoutingStrategy.Random"/>; default 0.</param>
    /// <exception cref="ArgumentException">There is no route, or one stands twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="strategy"/> is none.</exception>
    public NodeRouter(IReadOnlyList<string> routes, RoutingStrategy strategy, int seed = 0)
    {
        Routes = Require.CopyAll(routes);
        if (Routes.Count == 0 || Routes.Distinct(StringComparer.Ordinal).Count() < Routes.Count)
        {
            throw new ArgumentException($"The routes are [{string.Join(", ", Routes)}]; there must be at least one, and none of them twice.", nameof(routes));
        }

        Strategy = Require.Defined(strategy);
        _random = new Random(seed);
    }

    /// <summary>The routes, in order.</summary>
    public IReadOnlyList<string> Routes { get; }

    /// <summary>How it chooses.</summary>
    public RoutingStrategy Strategy { get; }

    /// <summary>The next route.</summary>
    /// <returns>One of <see cref="Routes"/>.</returns>
    /// <exception cref="InvalidOperationException">The strategy goes by a key, which <see cref="Of"/> takes.</exception>
    public string Next() => Strategy switch
    {
        RoutingStrategy.First => Routes[0],
        RoutingStrategy.RoundRobin or RoutingStrategy.Random => Routes[Draw()],
        _ => throw new InvalidOperationException($"The routing strategy {Strategy} goes by a key; ask Of(key) instead of Next()."),
    };

    /// <summary>The route for a key; where the strategy does not go by keys, it is that of <see cref="Next"/>.</summary>
    /// <param name="key">What is routed; with <see cref="RoutingStrategy.Name"/> the name of the route.</param>
    /// <returns>One of <see cref="Routes"/>.</returns>
    /// <exception cref="UnknownRouteException">The strategy is <see cref="RoutingStrategy.Name"/>, and there is no such route.</exception>
    public string Of(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Strategy switch
        {
            RoutingStrategy.Hash => Routes.MaxBy(route => Weight(key, route))!,
            RoutingStrategy.Name => Routes.Contains(key) ? key : throw new UnknownRouteException(key, Routes),
            _ => Next(),
        };
    }

    private int Draw()
    {
        lock (_gate)
        {
            if (Strategy == RoutingStrategy.Random)
            {
                return _random.Next(Routes.Count);
            }

            var turn = _turn;
            _turn = (turn + 1) % Routes.Count;
            return turn;
        }
    }

    // Rendezvous hashing (Thaler and Ravishankar 1998): the route with the greatest hash of key and route. FNV-1a, then the finalizer of
    // MurmurHash3, since the last characters alone hardly reach the upper bits.
    private static ulong Weight(string key, string route)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in key)
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        hash = BitOperations.RotateLeft(hash, 29) ^ (uint)key.Length;
        foreach (var unit in route)
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return hash ^ (hash >> 33);
    }
}
