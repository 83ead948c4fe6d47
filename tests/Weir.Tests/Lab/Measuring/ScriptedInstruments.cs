using Weir.Lab.Measuring;

namespace Weir.Tests.Lab.Measuring;

/// <summary>A clock and counters which only the work moves.</summary>
internal sealed class ScriptedInstruments : Instruments
{
    private readonly long _began;
    private long _bytes;
    private int _collections;
    private TimeSpan _worked;
    private TimeSpan _stolen;

    public ScriptedInstruments()
    {
        Clock = new ManualTime();
        _began = Clock.GetTimestamp();
    }

    public override TimeProvider Time => Clock;

    public override long AllocatedBytes => _bytes;

    public override int Gen0Collections => _collections;

    public int Collected { get; private set; }

    public int Silences { get; private set; }

    /// <summary>Whether the host gives half of what is asked for to others, by the time since the start; null: the system does not say.</summary>
    public Func<TimeSpan, bool>? IsStolen { get; init; }

    /// <summary>How long it has been asked for nothing but processors.</summary>
    public TimeSpan Trials { get; private set; }

    /// <summary>How long it has waited.</summary>
    public TimeSpan Waits { get; private set; }

    public override ProcessorTime? Processors => IsStolen is null ? null : new ProcessorTime((long)(_worked.TotalMilliseconds / 10), (long)(_stolen.TotalMilliseconds / 10));

    /// <summary>How long it has been since the start.</summary>
    public TimeSpan Elapsed => Clock.GetElapsedTime(_began);

    private ManualTime Clock { get; }

    public override Task UseProcessorsAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Trials += time;
        Ask(time);
        return Task.CompletedTask;
    }

    public override Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waits += time;
        Clock.Advance(time);
        return Task.CompletedTask;
    }

    public override Task BeQuietAsync(CancellationToken cancellationToken)
    {
        Silences++;
        Clock.Advance(TimeSpan.FromMilliseconds(150));
        return Task.CompletedTask;
    }

    public override void Collect() => Collected++;

    /// <summary>What a unit of work takes.</summary>
    public void Work(TimeSpan time, long bytes, int collections = 0)
    {
        Ask(time);
        _bytes += bytes;
        _collections += collections;
    }

    private void Ask(TimeSpan time)
    {
        var half = IsStolen?.Invoke(Elapsed) == true ? time / 2 : TimeSpan.Zero;
        _worked += time - half;
        _stolen += half;
        Clock.Advance(time);
    }
}
