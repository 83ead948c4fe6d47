namespace Weir;

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    /// <summary>Every step completed.</summary>
    Completed,

    /// <summary>A step failed.</summary>
    Failed,

    /// <summary>The run was cancelled before all its steps ended, whether or not some had failed by then.</summary>
    Cancelled,

    /// <summary>A step waits for something outside the run; nothing pauses yet.</summary>
    Paused,
}
