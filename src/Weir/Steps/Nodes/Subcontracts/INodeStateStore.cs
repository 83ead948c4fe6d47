using System.Text.Json;

namespace Weir;

/// <summary>Where nodes keep their state. It is one of the services of the run; <see cref="InMemoryNodeStates"/> needs none.</summary>
/// <remarks>Called from many runs at a time. Two writes that expect one version never both succeed.</remarks>
public interface INodeStateStore
{
    /// <summary>What contracts call it: <c>redis</c>, <c>postgres</c> or <c>memory</c>.</summary>
    string Persistence { get; }

    /// <summary>Reads a state.</summary>
    /// <param name="node">The name of the node.</param>
    /// <param name="key">What names the instance.</param>
    /// <param name="cancellationToken">Cancelled when the step is to stop.</param>
    /// <returns>The state as it was written, and its version from 1; version 0: there is none, and the JSON is undefined.</returns>
    ValueTask<(JsonElement Value, long Version)> ReadAsync(string node, string key, CancellationToken cancellationToken);

    /// <summary>Writes a state if nobody has written it since it was read.</summary>
    /// <param name="node">The name of the node.</param>
    /// <param name="key">What names the instance.</param>
    /// <param name="value">The state.</param>
    /// <param name="expectedVersion">The version that it must have; 0: it must not be there. It becomes one more.</param>
    /// <param name="cancellationToken">Cancelled when the step is to stop.</param>
    /// <returns>Whether it was written; false: the version is another one.</returns>
    ValueTask<bool> TryWriteAsync(string node, string key, JsonElement value, long expectedVersion, CancellationToken cancellationToken);
}
