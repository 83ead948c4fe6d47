namespace Weir;

/// <summary>A router was asked for a route that it does not have.</summary>
public sealed class UnknownRouteException : InvalidOperationException
{
    internal UnknownRouteException(string route, IReadOnlyList<string> known)
        : base($"There is no route '{route}'{NearestName.Hint(route, known)}") => Route = route;

    /// <summary>What was asked for.</summary>
    public string Route { get; }
}
