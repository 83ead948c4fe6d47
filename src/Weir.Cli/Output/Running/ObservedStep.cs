namespace Weir.Cli.Output.Running;

/// <summary>A step of a run, as its events tell.</summary>
internal sealed class ObservedStep(string name, string path)
{
    public string Name => name;

    public string Path => path;

    /// <summary>When it began; null: it has not, or in an earlier part of the run.</summary>
    public DateTimeOffset? Started { get; private set; }

    public DateTimeOffset? Ended { get; private set; }

    /// <summary>How it ended; null: it has not.</summary>
    public StepStatus? Status { get; private set; }

    /// <summary>What is to be said about its end: an error or a reason; else null.</summary>
    public string? Remark { get; private set; }

    public TimeSpan Duration { get; private set; }

    /// <summary>The attempt that runs, or the last one; from 1.</summary>
    public int Attempt { get; private set; } = 1;

    /// <summary>How many parts of its output it has sent.</summary>
    public int Chunks { get; private set; }

    /// <summary>How many items have begun: all that is known so far of how many there are.</summary>
    public int ItemsStarted { get; private set; }

    /// <summary>How often an item was tried again.</summary>
    public int ItemRetries { get; private set; }

    public int ItemsEnded { get; private set; }

    public int ItemsFailed { get; private set; }

    public bool IsRunning => Started is not null && Status is null;

    public void Start(DateTimeOffset time) => Started = time;

    /// <summary>When its next attempt begins, while it waits for that; else null.</summary>
    public DateTimeOffset? Until { get; private set; }

    public void Delay(DateTimeOffset until) => Until = until;

    public void Restart(int attempt) => (Attempt, Until) = (attempt, null);

    public void Emit() => Chunks++;

    public void End(StepResult result, DateTimeOffset time)
    {
        (Status, Until) = (result.Status, null);
        Ended = time;
        Duration = result.Duration;
        Attempt = Math.Max(1, result.Attempts);
        Remark = Shown.Remark(result);
    }

    public void StartItem() => ItemsStarted++;

    public void RestartItem() => ItemRetries++;

    public void EndItem(StepStatus status)
    {
        ItemsEnded++;
        ItemsFailed += status == StepStatus.Failed ? 1 : 0;

        // An item that never began is known all the same.
        ItemsStarted = Math.Max(ItemsStarted, ItemsEnded);
    }

    /// <summary>The run goes on: what waits may begin now, and what ended did so before this part of the run.</summary>
    public void Resume()
    {
        Started = null;
        if (Status is StepStatus.Paused or StepStatus.Cancelled)
        {
            (Status, Remark, Ended) = (null, null, null);
        }
    }

    /// <summary>It must have completed in an earlier part of the run, for a step began that needs it.</summary>
    public void Recall() => Status = StepStatus.Completed;
}
