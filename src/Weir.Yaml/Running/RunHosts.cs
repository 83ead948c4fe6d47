using System.Collections.Concurrent;

namespace Weir.Yaml.Files;

/// <summary>Where the runs of a workflow go on, for steps of it that run another one there.</summary>
internal sealed class RunHosts
{
    private readonly ConcurrentDictionary<string, RunHost> _hosts = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">A run of that id is under way.</exception>
    public IDisposable Enter(string runId, RunHost host) => _hosts.TryAdd(runId, host)
        ? new Stay(this, runId)
        : throw new InvalidOperationException($"A run '{runId}' of the workflow is under way already; give each its own id.");

    /// <summary>Null: the run was not started by the bound workflow.</summary>
    public RunHost? Find(string runId) => _hosts.GetValueOrDefault(runId);

    private sealed class Stay(RunHosts hosts, string runId) : IDisposable
    {
        public void Dispose() => hosts._hosts.TryRemove(runId, out _);
    }
}

/// <summary>An executor, and how a run is done there.</summary>
internal sealed record RunHost(Executor Executor, RunOptions Options);
