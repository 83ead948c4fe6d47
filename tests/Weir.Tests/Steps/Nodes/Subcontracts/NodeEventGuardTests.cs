using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Weir.Testing;

namespace Weir.Tests.Steps.Nodes.Subcontracts;

public class NodeEventGuardTests
{
    private static readonly JsonTypeInfo<int> Number = (JsonTypeInfo<int>)JsonSerializerOptions.Web.GetTypeInfo(typeof(int));

    [Fact]
    public void Consumes_OfTheContract_IsTrueAndOfAnyOtherFalse()
    {
        var guard = new NodeEventGuard("Node", ["order.placed"], ["order.stored"]);
        Assert.Equal((true, false, true, false), (guard.Consumes("order.placed"), guard.Consumes("order.stored"), guard.Produces("order.stored"), guard.Produces("Order.Stored")));
        guard.Demand(Event("order.placed"));
        var error = Assert.Throws<UndeclaredEventException>(() => guard.Demand(Event("order.place")));
        Assert.Equal("The contract of the node 'Node' does not consume the event 'order.place'; did you mean 'order.placed'?", error.Message);
    }

    [Fact]
    public async Task Publish_OfAProducedEvent_ReachesTheSinkWithAllOfIt()
    {
        var sink = new Sink();
        using var run = await PublishAsync("order.stored", sink);
        run.ThrowIfFailed();
        var published = Assert.Single(sink.Events);
        Assert.Equal(("order.stored", "Node", 42, run.Id), (published.Name, published.Node, published.Payload.GetInt32(), published.RunId));
        Assert.Equal(new ManualTime().GetUtcNow(), published.Time);
    }

    [Fact]
    public async Task Publish_OfAnyOtherEvent_IsRefusedBeforeTheSink()
    {
        var sink = new Sink();
        using var run = await PublishAsync("order.placed", sink);
        Assert.Equal("order.placed", Assert.IsType<UndeclaredEventException>(run.Error).Event);
        Assert.Empty(sink.Events);
    }

    [Fact]
    public async Task Publish_WithoutASink_NamesTheService()
    {
        using var run = await PublishAsync("order.stored", null);
        Assert.Equal(typeof(INodeEvents), Assert.IsType<MissingServiceException>(run.Error).Service);
    }

    private static async Task<Run<int>> PublishAsync(string name, Sink? sink)
    {
        var guard = new NodeEventGuard("Node", ["order.placed"], ["order.stored"]);
        await using var executor = new Executor(new ExecutorOptions { Time = new ManualTime() });
        var step = Step.From<int, int>("publish", async (input, context) =>
        {
            await guard.PublishAsync(name, input, Number, context);
            return input;
        });
        return await executor.RunAsync(Pipeline.Create<int>("test").Then(step).Build(), 42, new RunOptions { Services = new Services(sink) }, Some.Token);
    }

    private static PublishedEvent Event(string name) => new() { Name = name, Node = "other", Time = DateTimeOffset.UnixEpoch, RunId = "1" };

    private sealed class Services(Sink? sink) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(INodeEvents) ? sink : null;
    }

    private sealed class Sink : INodeEvents
    {
        public List<PublishedEvent> Events { get; } = [];

        public ValueTask PublishAsync(PublishedEvent published, CancellationToken cancellationToken)
        {
            Events.Add(published);
            return default;
        }
    }
}
