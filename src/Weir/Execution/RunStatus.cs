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

    /// <summary>The run waits for an answer; resume it with one.</summary>
    Paused,

    /// <summary>The run has not ended, as far as a store knows. A <see cref="Run"/> never has this.</summary>
    Running,
}
