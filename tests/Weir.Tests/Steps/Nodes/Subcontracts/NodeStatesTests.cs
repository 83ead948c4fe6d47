using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Weir.Tests.Steps.Nodes.Subcontracts;

public class NodeStatesTests
{
    private static readonly JsonTypeInfo<int> Number = (JsonTypeInfo<int>)JsonSerializerOptions.Web.GetTypeInfo(typeof(int));

    [Fact]
    public async Task Write_OfWhatWasRead_IsReadWithTheNextVersion() => await InAStepAsync(async context =>
    {
        var states = Of("memory");
        var empty = await states.ReadAsync("a", context);
        Assert.Equal(new NodeState<int>(-1, 0), empty);
        Assert.Equal(new NodeState<int>(5, 1), await states.WriteAsync("a", empty with { Value = 5 }, context));
        Assert.Equal(new NodeState<int>(5, 1), await states.ReadAsync("a", context));
        Assert.Equal(new NodeState<int>(-1, 0), await states.ReadAsync("b", context));
    });

    [Fact]
    public async Task Write_OfAnOldVersion_IsAConflictAndChangesNothing() => await InAStepAsync(async context =>
    {
        var states = Of("memory");
        var old = await states.ReadAsync("a", context);
        await states.WriteAsync("a", old with { Value = 1 }, context);
        var error = await Assert.ThrowsAsync<StateConflictException>(async () => await states.WriteAsync("a", old with { Value = 2 }, context));
        Assert.Equal("The state of 'a' of the node 'Node' is no longer version 0; read it again and decide anew.", error.Message);
        Assert.Equal(new NodeState<int>(1, 1), await states.ReadAsync("a", context));
    });

    [Fact]
    public async Task Update_OfManyAtOnce_LosesNothing() => await InAStepAsync(async context =>
    {
        var states = Of("memory");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var number = 0; number < 100; number++)
            {
                await states.UpdateAsync("a", static value => value + 1, context);
            }
        })));
        Assert.Equal(new NodeState<int>(399, 400), await states.ReadAsync("a", context));
    });

    [Fact]
    public async Task Read_WithoutTheStoreOfTheContract_NamesTheService() => await InAStepAsync(async context =>
    {
        var error = await Assert.ThrowsAsync<MissingServiceException>(async () => await Of("redis").ReadAsync("a", context));
        Assert.Equal(typeof(INodeStateStore), error.Service);
        Assert.Contains("state in redis", error.Message, StringComparison.Ordinal);
    });

    [Fact]
    public async Task Read_WithStoresAmongTheServices_TakesTheOneOfThatName()
    {
        var (redis, postgres) = (new NamedStore("redis"), new NamedStore("postgres"));
        await InAStepAsync(async context => await Of("postgres").UpdateAsync("a", static _ => 7, context), new Services([redis, postgres]));
        Assert.Equal((0, 1), (redis.Writes, postgres.Writes));
    }

    private static NodeStates<int> Of(string persistence) => new("Node", persistence, Number, -1);

    private static async Task InAStepAsync(Func<StepContext, Task> body, IServiceProvider? services = null)
    {
        await using var executor = new Executor();
        var step = Step.From<int, int>("body", async (input, context) =>
        {
            await body(context);
            return input;
        });
        using var run = await executor.RunAsync(Pipeline.Create<int>("test").Then(step).Build(), 1, new RunOptions { Services = services }, Some.Token);
        run.ThrowIfFailed();
    }

    private sealed class Services(INodeStateStore[] stores) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IEnumerable<INodeStateStore>) ? stores : null;
    }

    private sealed class NamedStore(string name) : INodeStateStore
    {
        private readonly InMemoryNodeStates _states = new();

        public int Writes { get; private set; }

        public string Persistence => name;

        public ValueTask<(JsonElement Value, long Version)> ReadAsync(string node, string key, CancellationToken cancellationToken) => _states.ReadAsync(node, key, cancellationToken);

        public ValueTask<bool> TryWriteAsync(string node, string key, JsonElement value, long expectedVersion, CancellationToken cancellationToken)
        {
            Writes++;
            return _states.TryWriteAsync(node, key, value, expectedVersion, cancellationToken);
        }
    }
}
