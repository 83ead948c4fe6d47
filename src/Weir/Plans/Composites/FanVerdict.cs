namespace Weir;

/// <summary>What the outcomes of items or branches mean for the step, by its policy. Guarded by whoever owns it, but for <see cref="IsClosed"/>.</summary>
internal sealed class FanVerdict
{
    private readonly List<(int Item, StepFailure Failure)> _failures = [];
    private FanRules _rules = null!;
    private StepFailure? _signal;
    private int _signalItem;

    // Read without the gate by those who are about to start an item.
    private volatile bool _isClosed;

    /// <summary>Whether nothing new starts.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Why those in flight were told to stop; null: they were not.</summary>
    public string? StopReason { get; private set; }

    /// <summary>The first to succeed, where one is enough; else -1.</summary>
    public int Winner { get; private set; }

    public bool HasFailures => _failures.Count != 0;

    public void Begin(FanRules rules)
    {
        _rules = rules;
        Winner = -1;
    }

    /// <summary>True: the output counts.</summary>
    public bool Succeeded(int item)
    {
        if (_rules.OnFailure != FailurePolicy.FirstSuccess)
        {
            return true;
        }

        if (Winner >= 0)
        {
            return false;
        }

        Winner = item;
        Close($"another {_rules.Noun} succeeded");
        return true;
    }

    public void Failed(int item, StepFailure failure)
    {
        if (failure.IsSignal)
        {
            // What was cancelled after the end was decided says nothing about it.
            if (failure.Status == StepStatus.Cancelled && IsClosed)
            {
                return;
            }

            // What ends the run goes before what only pauses it.
            var isPause = failure.Status == StepStatus.Paused;
            if (_signal is null || (isPause == (_signal.Status == StepStatus.Paused) ? item < _signalItem : !isPause))
            {
                (_signal, _signalItem) = (failure, item);
            }

            if (isPause)
            {
                // Those in flight end, so that their outcomes are kept and not paid for again.
                _isClosed = true;
                return;
            }

            Close($"another {_rules.Noun} ended the run");
            return;
        }

        _failures.Add((item, failure));
        if (_rules.OnFailure == FailurePolicy.Propagate)
        {
            Close($"another {_rules.Noun} failed");
        }
    }

    /// <summary>Why the step failed; null if it did not.</summary>
    /// <param name="count">How many items or branches there are.</param>
    /// <param name="nameOf">The name of one.</param>
    public StepFailure? ToFailure(int count, Func<int, string> nameOf)
    {
        if (_signal is not null)
        {
            return _signal;
        }

        if (_failures.Count == 0)
        {
            return null;
        }

        if (_rules.OnFailure == FailurePolicy.Propagate)
        {
            return _failures.MinBy(static f => f.Item).Failure;
        }

        if (_failures.Count < count || _rules.Noun == FanOut.Item)
        {
            return null;
        }

        var all = _failures.OrderBy(static f => f.Item).Select(f => $"'{nameOf(f.Item)}': {f.Failure.Feedback}");
        return new StepFailure(StepStatus.Failed, null, $"All branches of '{_rules.Name}' failed. {string.Join("; ", all)}");
    }

    /// <summary>The items that failed, in ascending order.</summary>
    public int[] FailedItems() => [.. _failures.Select(static f => f.Item).Order()];

    public void Forget()
    {
        _failures.Clear();
        _signal = null;
        _isClosed = false;
        StopReason = null;
    }

    private void Close(string reason)
    {
        _isClosed = true;
        StopReason ??= reason;
    }
}
