namespace Weir.Tests.Steps.Nodes.Subcontracts;

public class NodeRouterTests
{
    private static readonly string[] Routes = ["eu", "us", "asia"];

    [Fact]
    public void Next_RoundRobin_GoesAround()
    {
        var router = new NodeRouter(Routes, RoutingStrategy.RoundRobin);
        Assert.Equal(["eu", "us", "asia", "eu"], Enumerable.Range(0, 4).Select(_ => router.Next()));
    }

    [Fact]
    public async Task Next_RoundRobinOfManyThreads_IsEven()
    {
        var router = new NodeRouter(Routes, RoutingStrategy.RoundRobin);
        var taken = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Enumerable.Range(0, 100).Select(_ => router.Next()).ToArray())));
        Assert.All(taken.SelectMany(static one => one).CountBy(static route => route), static one => Assert.Equal(100, one.Value));
    }

    [Fact]
    public void Next_Random_IsThatOfItsSeedAndAlike()
    {
        var (one, other) = (new NodeRouter(Routes, RoutingStrategy.Random, 7), new NodeRouter(Routes, RoutingStrategy.Random, 7));
        var taken = Enumerable.Range(0, 3000).Select(_ => one.Next()).ToArray();
        Assert.Equal(taken, Enumerable.Range(0, 3000).Select(_ => other.Next()));
        Assert.NotEqual(taken, Enumerable.Range(0, 3000).Select(new NodeRouter(Routes, RoutingStrategy.Random, 8).NextOf));
        Assert.All(taken.CountBy(static route => route), static route => Assert.InRange(route.Value, 900, 1100));
    }

    [Fact]
    public void Of_Hash_KeepsKeysAndSpreadsThem()
    {
        var router = new NodeRouter(Routes, RoutingStrategy.Hash);
        var keys = Enumerable.Range(0, 3000).Select(static number => $"order {number}").ToArray();
        var routes = keys.ToDictionary(static key => key, router.Of);
        Assert.All(keys, key => Assert.Equal(routes[key], new NodeRouter(Routes, RoutingStrategy.Hash).Of(key)));
        Assert.All(routes.CountBy(static one => one.Value), static route => Assert.InRange(route.Value, 850, 1150));

        // Without asia, only its keys move.
        var smaller = new NodeRouter(["us", "eu"], RoutingStrategy.Hash);
        Assert.All(keys.Where(key => routes[key] != "asia"), key => Assert.Equal(routes[key], smaller.Of(key)));
    }

    [Fact]
    public void Of_Name_IsTheRouteOfThatName()
    {
        var router = new NodeRouter(Routes, RoutingStrategy.Name);
        Assert.Equal("us", router.Of("us"));
        Assert.Equal("There is no route 'asai'; did you mean 'asia'?", Assert.Throws<UnknownRouteException>(() => router.Of("asai")).Message);
        Assert.Contains("Of(key)", Assert.Throws<InvalidOperationException>(() => router.Next()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_First_IsAlwaysTheFirst() =>
        Assert.Equal(["eu", "eu"], [new NodeRouter(Routes, RoutingStrategy.First).Next(), new NodeRouter(Routes, RoutingStrategy.First).Of("us")]);

    [Fact]
    public void Router_WithoutRoutesOrWithOneTwice_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new NodeRouter([], RoutingStrategy.First));
        Assert.Throws<ArgumentException>(() => new NodeRouter(["a", "a"], RoutingStrategy.First));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NodeRouter(["a"], (RoutingStrategy)9));
    }
}

internal static class NodeRouterNumbers
{
    public static string NextOf(this NodeRouter router, int number) => number < 0 ? "" : router.Next();
}
