using System.Collections.Concurrent;
using System.Text.Json;

namespace Weir;

/// <summary>Keeps the state of nodes in memory, as long as it lives. For many threads; nothing is ever dropped.</summary>
public sealed class InMemoryNodeStates : INodeStateStore
{
    private readonly ConcurrentDictionary<(string Node, string Key), Entry> _states = new();

    /// <inheritdoc/>
    public string Persistence => "memory";

    /// <inheritdoc/>
    public ValueTask<(JsonElement Value, long Version)> ReadAsync(string node, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_states.TryGetValue((node, key), out var entry) ? (entry.Value, entry.Version) : default);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryWriteAsync(string node, string key, JsonElement value, long expectedVersion, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var entry = new Entry(value.Clone(), expectedVersion + 1);
        if (expectedVersion == 0)
        {
            return new(_states.TryAdd((node, key), entry));
        }

        var isCurrent = _states.TryGetValue((node, key), out var known) && known.Version == expectedVersion;
        return new(isCurrent && _states.TryUpdate((node, key), entry, known!));
    }

    // A class, so that an update goes by the object that was read.
    private sealed class Entry(JsonElement value, long version)
    {
        public JsonElement Value => value;

        public long Version => version;
    }
}
