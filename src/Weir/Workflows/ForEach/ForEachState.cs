namespace Weir;

/// <summary>How far a run is with the items of one step. All but <see cref="Run"/> is under the lock of the scheduler.</summary>
/// <param name="address">The address of the step.</param>
internal sealed class ForEachState(StepAddress address)
{
    private const int MaxKept = 100;

    private readonly List<StepResult> _failed = [];
    private int _completed;
    private int _cancelled;
    private int _paused;
    private long _work;
    private long _longest;
    private (int Item, StepFailure Failure)? _first;

    public StepAddress Address => address;

    /// <summary>The items; null: they were not asked for yet. Belongs to whoever pulls.</summary>
    public ForEachRun? Run { get; set; }

    /// <summary>Whether a thread asks for the next item.</summary>
    public bool IsPulling { get; set; } = true;

    /// <summary>Whether no item starts any more: there is none, or the step is to end.</summary>
    public bool IsClosed { get; set; }

    /// <summary>How many items have started and not ended.</summary>
    public int InFlight { get; set; }

    /// <summary>How many have started.</summary>
    public int Started { get; set; }

    /// <summary>Why it was closed before its items were through; null: it was not.</summary>
    public string? StopReason { get; set; }

    /// <summary>The timestamp of the start.</summary>
    public long Began { get; set; }

    /// <summary>What its items used.</summary>
    public Usage Used { get; private set; }

    /// <summary>What the items could not be asked for with; null: nothing.</summary>
    public Exception? Error { get; set; }

    /// <summary>Whether nothing is under way any more, and nothing will be.</summary>
    public bool IsOver => IsClosed && !IsPulling && InFlight == 0;

    /// <summary>The results of those that failed, the first hundred in the order in which they ended.</summary>
    public IReadOnlyList<StepResult> FailedItems => _failed;

    /// <summary>Notes how an item ended.</summary>
    /// <param name="item">Which.</param>
    /// <param name="status">How.</param>
    /// <param name="failure">Its failure; null: it completed.</param>
    /// <param name="took">How long it took, in units of the clock.</param>
    /// <param name="used">What it used.</param>
    /// <param name="result">Its result; null: it completed.</param>
    public void Note(int item, StepStatus status, StepFailure? failure, long took, Usage used, StepResult? result)
    {
        Used += used;
        _work += took;
        _longest = Math.Max(_longest, took);
        _completed += status == StepStatus.Completed ? 1 : 0;
        _cancelled += status == StepStatus.Cancelled ? 1 : 0;
        _paused += status == StepStatus.Paused ? 1 : 0;
        if (status != StepStatus.Failed)
        {
            return;
        }

        FailedCount++;
        if (_first is null || item < _first.Value.Item)
        {
            _first = (item, failure!);
        }

        if (_failed.Count < MaxKept && result is not null)
        {
            _failed.Add(result);
        }
    }

    public int FailedCount { get; private set; }

    /// <summary>What the step has for a failure; null: it completed.</summary>
    public StepFailure? ToFailure()
    {
        if (Error is not null)
        {
            return new StepFailure(StepStatus.Failed, new StepPartException("items", address.Name, Error)) { Address = address };
        }

        if (_first is { } first)
        {
            var message = FormattableString.Invariant($"{FailedCount:N0} of {Started:N0} items failed; the first, {address.Name}[{first.Item}]: {first.Failure.Feedback}");
            return new StepFailure(StepStatus.Failed, first.Failure.HasError ? new ForEachException(message, first.Failure.Error) : new ForEachException(message))
            {
                Address = StepAddress.Suffix(address, FormattableString.Invariant($"[{first.Item}]")),
            };
        }

        if (_paused > 0)
        {
            return new StepFailure(StepStatus.Paused, null, "an item waits");
        }

        return _cancelled > 0 || StopReason is not null ? new StepFailure(StepStatus.Cancelled, null, StopReason ?? "an item was cancelled") : null;
    }

    public ItemCounts ToCounts(TimeProvider time) =>
        new(Started, _completed, FailedCount, _cancelled, time.GetElapsedTime(0, _work), time.GetElapsedTime(0, _longest));
}
