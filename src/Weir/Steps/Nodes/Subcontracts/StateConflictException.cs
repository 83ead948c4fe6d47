namespace Weir;

/// <summary>A state was to be written that somebody else had written since it was read; nothing was changed.</summary>
public sealed class StateConflictException : InvalidOperationException
{
    internal StateConflictException(string node, string key, long expectedVersion)
        : base($"The state of '{key}' of the node '{node}' is no longer version {expectedVersion}; read it again and decide anew.")
    {
        Key = key;
        ExpectedVersion = expectedVersion;
    }

    /// <summary>What names the instance.</summary>
    public string Key { get; }

    /// <summary>The version that was expected.</summary>
    public long ExpectedVersion { get; }
}
