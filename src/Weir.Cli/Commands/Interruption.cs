using System.Runtime.InteropServices;

namespace Weir.Cli.Commands;

/// <summary>What ends a run from outside: Ctrl-C, whose second time ends the process at once, a terminal that is closed, and the time-out.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _time;
    private readonly PosixSignalRegistration _signal;
    private readonly PosixSignalRegistration _hangUp;
    private int _signals;

    public Interruption(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        _time = timeout is { } limit ? new CancellationTokenSource(limit, TimeProvider.System) : new CancellationTokenSource();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _time.Token);
        _signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnHangUp);
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>Whether the time was over; else somebody cancelled, or nobody did.</summary>
    public bool IsTimeOver => _time.IsCancellationRequested;

    public void Dispose()
    {
        _signal.Dispose();
        _hangUp.Dispose();
        _stop.Dispose();
        _time.Dispose();
    }

    // Steps are told to end, as by Ctrl-C: else programs that they started would go on alone.
    private void OnHangUp(PosixSignalContext context)
    {
        context.Cancel = true;
        _stop.Cancel();
    }

    // The first is for the command line, which cancels the token that it gave.
    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) > 1)
        {
            Environment.Exit(ExitCode.Cancelled);
        }
    }
}
