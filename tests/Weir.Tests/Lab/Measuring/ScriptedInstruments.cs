using Weir.Lab.Measuring;

namespace Weir.Tests.Lab.Measuring;

/// <summary>A clock and counters which only the work moves.</summary>
internal sealed class ScriptedInstruments : Instruments
{
    private long _bytes;
    private int _collections;

    public override TimeProvider Time => Clock;

    public override long AllocatedBytes => _bytes;

    public override int Gen0Collections => _collections;

    public int Collected { get; private set; }

    public int Silences { get; private set; }

    private ManualTime Clock { get; } = new();

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
        Clock.Advance(time);
        _bytes += bytes;
        _collections += collections;
    }
}
