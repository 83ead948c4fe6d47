namespace Weir.Tests;

/// <summary>A step that waits until it is told to end, or to stop.</summary>
internal sealed class GatedStep : Step<int, int>
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What it does when it is cancelled; null: it throws as it should.</summary>
    public Func<int>? OnCancel { get; init; }

    /// <summary>What it does with its token besides.</summary>
    public Action<CancellationToken>? OnToken { get; init; }

    public Task Started => _started.Task;

    public CancellationToken Token { get; private set; }

    public string? RunId { get; private set; }

    public void End() => _mayEnd.SetResult();

    public override async ValueTask<int> RunAsync(int input, StepContext context)
    {
        Token = context.CancellationToken;
        RunId = context.RunId;
        OnToken?.Invoke(Token);
        _started.TrySetResult();
        try
        {
            await _mayEnd.Task.WaitAsync(Token);
            return input + 1;
        }
        catch (OperationCanceledException) when (OnCancel is not null)
        {
            return OnCancel();
        }
    }
}
