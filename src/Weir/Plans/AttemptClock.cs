namespace Weir;

internal sealed class AttemptClock
{
    private int _x;

    public CancellationToken Read(Frame frame) => _x == 0 ? frame.Stop.Token : default;

    public CancelScope Scope(Frame frame) => _x++ == 0 ? frame.Stop : frame.Stop;
}
