namespace Weir.Workloads.Execution.Floors;

/// <summary>Retry, time-out and validation by hand around one call; the token sources are used again.</summary>
internal sealed class HandGuard(
    Func<int, Ctx, CancellationToken, ValueTask<int>> step, int maxAttempts, TimeSpan timeout, Func<int, string?> validate)
{
    private readonly Ctx _ctx = new();
    private CancellationTokenSource? _free;

    /// <summary>Why the call failed; null if it did not.</summary>
    public Exception? Error { get; private set; }

    public async ValueTask<int> RunAsync(int input)
    {
        Error = null;
        for (var attempt = 1; ; attempt++)
        {
            var source = Interlocked.Exchange(ref _free, null) ?? new CancellationTokenSource();
            source.CancelAfter(timeout);
            try
            {
                var call = step(input, _ctx, source.Token);
                var output = call.IsCompletedSuccessfully ? call.Result : await call;
                if (validate(output) is not { } feedback)
                {
                    GiveBack(source);
                    return output;
                }

                Error = new InvalidOperationException(feedback);
            }
            catch (Exception error)
            {
                Error = error;
            }

            GiveBack(source);
            if (attempt == maxAttempts)
            {
                return 0;
            }
        }
    }

    private void GiveBack(CancellationTokenSource source)
    {
        if (source.TryReset())
        {
            _free = source;
        }
        else
        {
            source.Dispose();
        }
    }
}
