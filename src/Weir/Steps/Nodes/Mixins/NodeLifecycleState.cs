namespace Weir;

/// <summary>How far a node's life is.</summary>
public enum NodeLifecycleState
{
    /// <summary>It was made, and not started; or its start has failed.</summary>
    Created,

    /// <summary>It is starting.</summary>
    Starting,

    /// <summary>It was started.</summary>
    Started,

    /// <summary>It is stopping.</summary>
    Stopping,

    /// <summary>It was stopped, and cannot be started again.</summary>
    Stopped,
}
