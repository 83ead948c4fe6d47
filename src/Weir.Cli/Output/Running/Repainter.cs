using System.Runtime.ExceptionServices;

namespace Weir.Cli.Output.Running;

/// <summary>Paints ten times a second, so that what is shown costs the run nothing. One paints at a time; an output that is gone is left alone.</summary>
internal sealed class Repainter : IAsyncDisposable
{
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Action _paint;
    private readonly ITimer _timer;

    // Under _gate: why nothing is painted any more.
    private Exception? _problem;

    public Repainter(TimeProvider time, Action paint)
    {
        _paint = paint;
        _timer = time.CreateTimer(static self => ((Repainter)self!).TryPaint(), this, Period, Period);
    }

    /// <summary>Paints now.</summary>
    /// <param name="paint">What, instead of what is painted ever again; default that.</param>
    /// <exception cref="Exception">Painting failed, now or before, and not because nobody reads.</exception>
    public void Paint(Action? paint = null)
    {
        lock (_gate)
        {
            Attempt(paint ?? _paint);
            if (_problem is not null and not IOException)
            {
                ExceptionDispatchInfo.Throw(_problem);
            }
        }
    }

    /// <summary>Why nothing is painted any more; null: painting goes well.</summary>
    public Exception? Problem
    {
        get
        {
            lock (_gate)
            {
                return _problem;
            }
        }
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    // A frame that is not done when the next one is due is enough.
    private void TryPaint()
    {
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            Attempt(_paint);
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void Attempt(Action paint)
    {
        if (_problem is not null)
        {
            return;
        }

        try
        {
            paint();
        }
        catch (Exception problem)
        {
            _problem = problem;
        }
    }
}
