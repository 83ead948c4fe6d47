namespace Weir.Tests;

/// <summary>A place where <paramref name="expected"/> steps wait for each other: proof that they are in flight at once.</summary>
internal sealed class Meeting(int expected)
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    public async Task ArriveAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _arrived) == expected)
        {
            _complete.SetResult();
        }

        await _complete.Task.WaitAsync(cancellationToken);
    }
}
