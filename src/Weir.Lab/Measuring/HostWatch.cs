namespace Weir.Lab.Measuring;

/// <summary>
/// Looks whether the host of a virtual machine gives its processors to others, and waits while it gives away many. Nothing that was measured decides it, and nothing that was measured is
/// dropped: so it changes when samples are taken, and not which.
/// </summary>
/// <param name="instruments">What is read.</param>
/// <param name="patience">How long it waits in all.</param>
internal sealed class HostWatch(Instruments instruments, TimeSpan patience)
{
    // Of what was asked for. Where one processor works, a tenth of a second is ten ticks of the counter: one of them says nothing.
    private const double Limit = 0.15;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Trial = TimeSpan.FromMilliseconds(50);

    private ProcessorTime? _first;
    private ProcessorTime? _last;
    private long _lastAt;

    // What went by while it waited is no part of what was measured.
    private ProcessorTime _waited;

    /// <summary>How long it has waited.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>How much of what was asked for since <see cref="Begin"/> was stolen, in percent; null: the system does not say.</summary>
    public double? Stolen => (_first, _last) is ({ } first, { } last)
        ? 100 * new ProcessorTime(last.Worked - _waited.Worked, last.Stolen - _waited.Stolen).StolenSince(first)
        : null;

    /// <summary>From here on it is counted what is stolen.</summary>
    public void Begin()
    {
        Read();
        _first = _last;
        _waited = default;
    }

    /// <summary>Asks for all processors for a moment, and waits until they can be had.</summary>
    /// <param name="waiting">Called before each pause.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask SettleAsync(Action waiting, CancellationToken cancellationToken)
    {
        if (Waited < patience && instruments.Processors is not null && await TryAsync(cancellationToken).ConfigureAwait(false) > Limit)
        {
            await WaitAsync(waiting, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks, when there has been something to see; waits where much was stolen since the last look.</summary>
    /// <param name="waiting">Called before each pause.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How long it waited.</returns>
    public ValueTask<TimeSpan> LookAsync(Action waiting, CancellationToken cancellationToken)
    {
        if (_last is not { } before || instruments.Time.GetElapsedTime(_lastAt) < Window)
        {
            return default;
        }

        Read();
        return _last?.StolenSince(before) > Limit && Waited < patience ? WaitAsync(waiting, cancellationToken) : default;
    }

    private async ValueTask<TimeSpan> WaitAsync(Action waiting, CancellationToken cancellationToken)
    {
        var (before, left, began) = (_last, patience - Waited, instruments.Time.GetTimestamp());
        var waited = TimeSpan.Zero;
        var isFree = false;
        while (!isFree && waited < left)
        {
            waiting();
            await instruments.WaitAsync(Pause, cancellationToken).ConfigureAwait(false);
            isFree = await TryAsync(cancellationToken).ConfigureAwait(false) <= Limit;
            waited = instruments.Time.GetElapsedTime(began);
        }

        Waited += waited;
        Read();
        if (before is { } then && _last is { } now)
        {
            _waited = new ProcessorTime(_waited.Worked + now.Worked - then.Worked, _waited.Stolen + now.Stolen - then.Stolen);
        }

        return waited;
    }

    /// <summary>How much of all processors is stolen, when all are asked for.</summary>
    private async Task<double> TryAsync(CancellationToken cancellationToken)
    {
        var before = instruments.Processors;
        await instruments.UseProcessorsAsync(Trial, cancellationToken).ConfigureAwait(false);
        return before is { } then && instruments.Processors is { } now ? now.StolenSince(then) : 0;
    }

    private void Read() => (_last, _lastAt) = (instruments.Processors, instruments.Time.GetTimestamp());
}
