namespace Weir.Lab.Measuring;

/// <summary>Runs two sides in turns until they get no faster, with silence in between in which the runtime compiles what is hot; finds how many units are a sample.</summary>
internal sealed class WarmUp(Instruments instruments, ProofOptions options)
{
    // What is hot is compiled twice, each time in a silence: to collect a profile, and by that profile.
    private const int MinPasses = 4;

    // How many times as long as meant a sample of the slower side may take, so that that of the quicker one is long enough to be measured.
    private const double MaxStretch = 4;

    private const double Agreement = 0.05;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs both sides once for a window: so that all sides of a proof have run before the first is measured, and none has the profile of the compiler to itself.</summary>
    public async Task TouchAsync(SidePair sides, CancellationToken cancellationToken)
    {
        await RunWindowAsync(sides.First, cancellationToken).ConfigureAwait(false);
        await RunWindowAsync(sides.Second, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Warms up, and gives the number of units in a sample.</summary>
    /// <remarks>What the compiler does it does for all openings: the first is run until it gets no faster, the others once.</remarks>
    /// <param name="sides">Both sides.</param>
    /// <param name="look">Called after each pass; gives how long it waited, which is no part of the time for warming up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<int> RunAsync(SideSet sides, Func<ValueTask<TimeSpan>> look, CancellationToken cancellationToken)
    {
        var units = await RunAsync(sides.Pairs[0], look, cancellationToken).ConfigureAwait(false);
        foreach (var pair in sides.Pairs.Skip(1))
        {
            await TouchAsync(pair, cancellationToken).ConfigureAwait(false);
        }

        return units;
    }

    private async Task<int> RunAsync(SidePair sides, Func<ValueTask<TimeSpan>> look, CancellationToken cancellationToken)
    {
        var (began, waited) = (instruments.Time.GetTimestamp(), TimeSpan.Zero);
        var before = (First: 0.0, Second: 0.0);
        var best = (First: double.MaxValue, Second: double.MaxValue);
        for (var pass = 1; ; pass++)
        {
            var now = (
                First: await RunWindowAsync(sides.First, cancellationToken).ConfigureAwait(false),
                Second: await RunWindowAsync(sides.Second, cancellationToken).ConfigureAwait(false));
            best = (Math.Min(best.First, now.First), Math.Min(best.Second, now.Second));
            var steady = pass >= MinPasses && Agree(before.First, now.First) && Agree(before.Second, now.Second);
            if (steady || instruments.Time.GetElapsedTime(began) - waited >= options.WarmUp)
            {
                return UnitsPerSample(Math.Min(best.First, best.Second), Math.Max(best.First, best.Second));
            }

            before = now;
            await instruments.BeQuietAsync(cancellationToken).ConfigureAwait(false);
            waited += await look().ConfigureAwait(false);
        }
    }

    private static bool Agree(double before, double now) => Math.Abs(now - before) <= Agreement * before;

    /// <summary>As many units as take the time of a sample on the quicker side, and not too long on the slower one.</summary>
    private int UnitsPerSample(double quicker, double slower)
    {
        var time = options.SampleTime.TotalNanoseconds;
        return (int)Math.Clamp(Math.Min(time / Math.Max(1, quicker), MaxStretch * time / Math.Max(1, slower)), 1, int.MaxValue);
    }

    /// <summary>Runs a side for a window, in ever longer chunks: a loop that runs on is compiled another way than one that is begun again. Gives the nanoseconds of a unit in the best chunk.</summary>
    private async Task<double> RunWindowAsync(Side side, CancellationToken cancellationToken)
    {
        var began = instruments.Time.GetTimestamp();
        var best = double.MaxValue;
        var units = 1;
        do
        {
            var sample = await side.MeasureAsync(units, cancellationToken).ConfigureAwait(false);
            best = Math.Min(best, sample.PerUnit(WorkloadMeasure.Time));
            units = sample.Nanoseconds < Window.TotalNanoseconds / 20 ? units * 2 : units;
        }
        while (instruments.Time.GetElapsedTime(began) < Window);
        return best;
    }
}
