using System.Text.Json.Serialization;
using Weir.Testing;

namespace Weir.Tests.Steps.Nodes.Features;

internal sealed record Line(string Sku, int Count);

internal sealed record Order(string Customer, IReadOnlyList<Line> Lines)
{
    public string? Card { get; init; }

    public static Order Of(string customer, string sku = "ABC") => new(customer, [new Line(sku, 2)]);
}

[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(string))]
internal sealed partial class OrderJson : JsonSerializerContext;

/// <summary>A node that does in its body what a test wants, and keeps what it was given.</summary>
internal sealed class OrderNode(NodeOptions options, Func<Order, StepContext, ValueTask<string>>? body = null) : EffectNode<Order, string>(options)
{
    // One flow at a time, but for tests that count under a lock of their own.
    private readonly List<Order> _calls = [];

    public IReadOnlyList<Order> Calls => _calls;

    public bool HasFormat { get; init; } = true;

    public override string Name => "Orders";

    public override string Version => "2.1.0";

    protected override NodeInputFormat<Order>? InputFormat => HasFormat ? new(OrderJson.Default.Order) { Operation = static order => "store_" + order.Customer.Length } : null;

    public Step<string, string> Echo(Func<string, StepContext, ValueTask<string>> echo) => StepOf("Echo", "echo_it", echo);

    public override ValueTask<string> RunAsync(Order input, StepContext context)
    {
        _calls.Add(input);
        return body is null ? new ValueTask<string>("done") : body(input, context);
    }

    public static ValueTask<string> Throw(Exception error) => ValueTask.FromException<string>(error);

    /// <summary>Runs the node in a pipeline, on a clock that moves by itself.</summary>
    public static Task<Run<string>> RunAsync(
        OrderNode node, Order? order = null, DeterministicScheduler? scheduler = null, RunOptions? options = null, Action<StepBuilder<Order, string>>? configure = null)
    {
        var pipeline = Pipeline.Create<Order>("shop").Then(node, configure).Build();
        return (scheduler ?? new DeterministicScheduler(1)).RunAsync(pipeline, order ?? Order.Of("Ada"), options);
    }
}

/// <summary>Services that are listed.</summary>
internal sealed class Services(params object[] services) : IServiceProvider
{
    public object? GetService(Type serviceType) => Array.Find(services, serviceType.IsInstanceOfType);
}
