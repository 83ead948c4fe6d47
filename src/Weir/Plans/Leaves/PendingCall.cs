namespace Weir;

/// <summary>Keeps a call that a frame waits for.</summary>
internal sealed class PendingCall<T>
{
    public ValueTask<T> Call { get; set; }

    public void Take(out ValueTask<T> call)
    {
        call = Call;
        Call = default;
    }
}
