namespace Weir;

/// <summary>Counts runs up to the end of their services, which is later than their own.</summary>
internal sealed class HostedRuns
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Both under _gate.
    private int _count;
    private bool _isClosing;

    public void Enter()
    {
        lock (_gate)
        {
            _count++;
        }
    }

    public void Exit()
    {
        lock (_gate)
        {
            _count--;
            EndIfIdle();
        }
    }

    /// <summary>When none is left; called when the executor refuses new ones.</summary>
    public Task WaitAsync()
    {
        lock (_gate)
        {
            _isClosing = true;
            EndIfIdle();
        }

        return _idle.Task;
    }

    private void EndIfIdle()
    {
        if (_isClosing && _count == 0)
        {
            _idle.TrySetResult();
        }
    }
}
