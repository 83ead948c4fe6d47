namespace Weir;

/// <summary>What a store knows of a run without reading its events.</summary>
internal sealed class RunLog(string runId)
{
    public string RunId => runId;

    public string Name { get; private set; } = "";

    public RunStatus Status { get; private set; } = RunStatus.Running;

    public DateTimeOffset Started { get; private set; }

    public long Last { get; private set; } = -1;

    public bool IsLeased { get; set; }

    public RunSummary ToSummary() => new(runId, Name, Status, Started, Last);

    /// <exception cref="RunConflictException">The last event is another.</exception>
    public void RequireLast(long expected)
    {
        if (expected == Last)
        {
            return;
        }

        throw new RunConflictException(expected == -1
            ? $"There is a run with the id '{runId}' already; resume it, or give the new one another id."
            : $"The run '{runId}' ends with event {Last} and not with {expected}; somebody else has written to it.");
    }

    public void Add(RunEvent one)
    {
        Last = one.Sequence;
        switch (one)
        {
            case RunStarted started:
                (Name, Started) = (started.Name, started.Time);
                break;
            case RunPaused:
                Status = RunStatus.Paused;
                break;
            case RunResumed:
                Status = RunStatus.Running;
                break;
            case RunEnded ended:
                Status = ended.Status;
                break;
        }
    }
}
