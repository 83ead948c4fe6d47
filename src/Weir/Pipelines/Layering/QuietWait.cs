using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Waits for a call without throwing what it threw; that is read from the call afterwards.</summary>
internal readonly struct QuietWait<T>(ValueTask<T> call) : ICriticalNotifyCompletion
{
    public bool IsCompleted => call.IsCompleted;

    public QuietWait<T> GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => call.ConfigureAwait(RunQueue.IsHere).GetAwaiter().OnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => call.ConfigureAwait(RunQueue.IsHere).GetAwaiter().UnsafeOnCompleted(continuation);
}

internal static class QuietWait
{
    public static QuietWait<T> Quietly<T>(this ValueTask<T> call) => new(call);
}
