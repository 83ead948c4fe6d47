using System.Collections.Concurrent;

namespace Weir.Samples.Web;

/// <summary>The latest runs, so that one can ask how they are.</summary>
public sealed class RunBook
{
    private const int Capacity = 1000;

    private readonly ConcurrentDictionary<string, FollowedRun> _runs = new();
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>Notes a run that is about to start, and forgets the oldest.</summary>
    /// <returns>The run.</returns>
    public FollowedRun Begin()
    {
        var run = new FollowedRun(Guid.NewGuid().ToString("n"));
        _runs[run.Id] = run;
        _order.Enqueue(run.Id);
        if (_order.Count > Capacity && _order.TryDequeue(out var oldest))
        {
            _runs.TryRemove(oldest, out _);
        }

        return run;
    }

    /// <summary>Forgets a run that was refused.</summary>
    /// <param name="run">The run.</param>
    public void Forget(FollowedRun run) => _runs.TryRemove(run.Id, out _);

    /// <summary>Finds a run.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The run; null: there is none, or it is too long ago.</returns>
    public FollowedRun? Find(string id) => _runs.GetValueOrDefault(id);
}

/// <summary>One run: its events for whoever streams it, and how it is.</summary>
/// <param name="id">Its id.</param>
public sealed class FollowedRun(string id) : IProgress<RunEvent>
{
    private volatile string _status = "Running";
    private volatile int _chunks;

    /// <summary>Its id.</summary>
    public string Id => id;

    /// <summary>What happened, as it happens.</summary>
    public RunEventBuffer Events { get; } = new();

    /// <summary>Running, or how it ended.</summary>
    public string Status => _status;

    /// <summary>How many parts it has sent.</summary>
    public int Chunks => _chunks;

    /// <summary>Called by the run, one event at a time.</summary>
    /// <param name="value">The event.</param>
    public void Report(RunEvent value)
    {
        if (value is ChunkEmitted)
        {
            _chunks++;
        }
        else if (value is RunEnded end)
        {
            _status = end.Status.ToString();
        }

        Events.Report(value);
    }
}
