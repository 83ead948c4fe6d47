using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Weir;

/// <summary>The state that a node keeps for each key, in the store that its contract names.</summary>
/// <typeparam name="T">What is kept.</typeparam>
/// <param name="node">The name of the node.</param>
/// <param name="persistence">What the store is called: <c>memory</c> needs nothing; another one is looked for among the services of the run.</param>
/// <param name="json">How a state is written and read.</param>
/// <param name="empty">What a key has that was never written.</param>
public sealed class NodeStates<T>(string node, string persistence, JsonTypeInfo<T> json, T empty)
{
    private const string Memory = "memory";

    private readonly InMemoryNodeStates? _memory = persistence == Memory ? new InMemoryNodeStates() : null;

    /// <summary>What the store is called.</summary>
    public string Persistence { get; } = Require.Text(persistence);

    /// <summary>The store; default null: for <c>memory</c> one of its own, else an <see cref="INodeStateStore"/> of the run's services that has the name.</summary>
    public INodeStateStore? Store { get; init; }

    /// <summary>Reads the state of a key.</summary>
    /// <param name="key">What names the instance; not empty.</param>
    /// <param name="context">That of the step.</param>
    /// <returns>The state; version 0 and an empty value where none was written.</returns>
    /// <exception cref="MissingServiceException">There is no such store.</exception>
    public async ValueTask<NodeState<T>> ReadAsync(string key, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (value, version) = await StoreOf(context).ReadAsync(node, Require.Text(key), context.CancellationToken).ConfigureAwait(RunQueue.IsHere);
        return version == 0 ? new NodeState<T>(empty, 0) : new NodeState<T>(value.Deserialize(json)!, version);
    }

    /// <summary>Writes the state of a key, if nobody has written it since it was read.</summary>
    /// <param name="key">What names the instance; not empty.</param>
    /// <param name="state">The new value, and the version that was read.</param>
    /// <param name="context">That of the step.</param>
    /// <returns>The state as it is now.</returns>
    /// <exception cref="StateConflictException">Somebody else has; nothing was changed.</exception>
    /// <exception cref="MissingServiceException">There is no such store.</exception>
    public async ValueTask<NodeState<T>> WriteAsync(string key, NodeState<T> state, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        return await TryWriteAsync(key, state, context).ConfigureAwait(RunQueue.IsHere)
            ? state with { Version = state.Version + 1 }
            : throw new StateConflictException(node, key, state.Version);
    }

    /// <summary>Reads, changes and writes the state of a key, again as long as somebody else is faster.</summary>
    /// <param name="key">What names the instance; not empty.</param>
    /// <param name="change">From the old value to the new one; called once for each try, so it must do nothing else.</param>
    /// <param name="context">That of the step; cancelling it ends the tries.</param>
    /// <returns>The state as it is now.</returns>
    /// <exception cref="MissingServiceException">There is no such store.</exception>
    public async ValueTask<NodeState<T>> UpdateAsync(string key, Func<T, T> change, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(context);
        while (true)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var state = await ReadAsync(key, context).ConfigureAwait(RunQueue.IsHere);
            var changed = state with { Value = change(state.Value) };
            if (await TryWriteAsync(key, changed, context).ConfigureAwait(RunQueue.IsHere))
            {
                return changed with { Version = state.Version + 1 };
            }
        }
    }

    private ValueTask<bool> TryWriteAsync(string key, NodeState<T> state, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return StoreOf(context).TryWriteAsync(node, Require.Text(key), JsonSerializer.SerializeToElement(state.Value, json), state.Version, context.CancellationToken);
    }

    private INodeStateStore StoreOf(StepContext context) =>
        Store ?? _memory ?? Named(context.Services) ?? throw new MissingServiceException(node, $"state in {Persistence}", typeof(INodeStateStore));

    // A container gives all that are registered; any other source of services has one.
    private INodeStateStore? Named(IServiceProvider? services)
    {
        var all = services?.GetService(typeof(IEnumerable<INodeStateStore>)) as IEnumerable<INodeStateStore>;
        return all?.LastOrDefault(IsNamed) ?? (services?.GetService(typeof(INodeStateStore)) is INodeStateStore one && IsNamed(one) ? one : null);
    }

    private bool IsNamed(INodeStateStore store) => string.Equals(store.Persistence, Persistence, StringComparison.Ordinal);
}
