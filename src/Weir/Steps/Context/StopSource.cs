namespace Weir;

/// <summary>A token, and a flag that is up before the token is cancelled: one read tells most loops that nothing is to stop.</summary>
internal sealed class StopSource : IDisposable
{
    /// <summary>For scopes that something else can stop: its flag is always up, so that they are asked.</summary>
    public static readonly StopSource Unknown = new() { _isUp = true };

    private readonly CancellationTokenSource _source = new();
    private volatile bool _isUp;

    public StopSource() => Token = _source.Token;

    public CancellationToken Token { get; }

    public bool IsUp => _isUp;

    public Task StopAsync()
    {
        _isUp = true;
        return RunQueue.CancelAsync(_source);
    }

    public void Dispose() => _source.Dispose();
}
