using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Weir;

/// <summary>What events a node consumes and produces: it lets no other one in or out. For many threads.</summary>
/// <param name="node">The name of the node.</param>
/// <param name="consumed">The events that it consumes.</param>
/// <param name="produced">The events that it produces.</param>
public sealed class NodeEventGuard(string node, IReadOnlyList<string> consumed, IReadOnlyList<string> produced)
{
    private readonly FrozenSet<string> _consumed = Require.Given(consumed).ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _produced = Require.Given(produced).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The events that it consumes, in the order of the contract.</summary>
    public IReadOnlyList<string> Consumed { get; } = Require.CopyAll(consumed);

    /// <summary>The events that it produces, in the order of the contract.</summary>
    public IReadOnlyList<string> Produced { get; } = Require.CopyAll(produced);

    /// <summary>Where events go; default null: the services of the run say it.</summary>
    public INodeEvents? Sink { get; init; }

    /// <summary>Whether the node consumes an event.</summary>
    /// <param name="name">The name of the event.</param>
    /// <returns>True if its contract says so.</returns>
    public bool Consumes(string name) => _consumed.Contains(name);

    /// <summary>Whether the node produces an event.</summary>
    /// <param name="name">The name of the event.</param>
    /// <returns>True if its contract says so.</returns>
    public bool Produces(string name) => _produced.Contains(name);

    /// <summary>Refuses an event that the node does not consume.</summary>
    /// <param name="received">The event.</param>
    /// <exception cref="UndeclaredEventException">The contract does not consume it.</exception>
    public void Demand(PublishedEvent received)
    {
        ArgumentNullException.ThrowIfNull(received);
        if (!Consumes(received.Name))
        {
            throw new UndeclaredEventException(node, received.Name, "consume", Consumed);
        }
    }

    /// <summary>Publishes an event.</summary>
    /// <typeparam name="T">What it says.</typeparam>
    /// <param name="name">The name of the event.</param>
    /// <param name="payload">What it says.</param>
    /// <param name="json">How that is written.</param>
    /// <param name="context">That of the step.</param>
    /// <returns>When it was passed on.</returns>
    /// <exception cref="UndeclaredEventException">The contract does not produce it; it was not published.</exception>
    /// <exception cref="MissingServiceException">There is no <see cref="INodeEvents"/>.</exception>
    public ValueTask PublishAsync<T>(string name, T payload, JsonTypeInfo<T> json, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!Produces(name))
        {
            throw new UndeclaredEventException(node, name, "produce", Produced);
        }

        var sink = Sink ?? context.Services?.GetService(typeof(INodeEvents)) as INodeEvents ?? throw new MissingServiceException(node, "events", typeof(INodeEvents));
        var published = new PublishedEvent
        {
            Name = name,
            Node = node,
            Payload = JsonSerializer.SerializeToElement(payload, json),
            Time = context.Time.GetUtcNow(),
            RunId = context.RunId,
        };
        return sink.PublishAsync(published, context.CancellationToken);
    }
}
