namespace Weir.Tests.Pipelines.Guards;

/// <summary>Waits for cancellation, and goes on inside the call that cancels; what the runtime offers goes on elsewhere, some time later.</summary>
internal static class Hanging
{
    public static async Task UntilCancelledAsync(this StepContext context)
    {
        var cancelled = new TaskCompletionSource();
        var token = context.CancellationToken;
        await using var registration = token.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), cancelled);
        await cancelled.Task.ConfigureAwait(false);
        token.ThrowIfCancellationRequested();
    }
}
