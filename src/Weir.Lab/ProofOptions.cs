namespace Weir.Lab;

/// <summary>How a proof is measured. Immutable.</summary>
public sealed record ProofOptions
{
    /// <summary>How long each comparison may be measured, without its warm-up; default 20 seconds, range 10 milliseconds to 24 days. What is settled earlier ends earlier.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan Budget { get; init => field = Require.InRange(value, TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(24)); } = TimeSpan.FromSeconds(20);

    /// <summary>How long each comparison is warmed up at most; default 4 seconds, range 0 to 1 hour. It ends earlier where two windows in a row agree.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan WarmUp { get; init => field = Require.InRange(value, TimeSpan.Zero, TimeSpan.FromHours(1)); } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How long it waits in all while the host of a virtual machine gives more than 15 percent of the processor time that is asked for to others; default 1 minute, range 0 to 24 days. Then it measures
    /// nevertheless. Only where the system tells such steal time, as Linux does. What it waits is no part of the other times.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan Patience { get; init => field = Require.InRange(value, TimeSpan.Zero, TimeSpan.FromDays(24)); } = TimeSpan.FromMinutes(1);

    /// <summary>How long a sample takes, about; default 3 milliseconds, range 100 microseconds to 1 minute. As many units as fit are one sample, at least one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan SampleTime { get; init => field = Require.InRange(value, TimeSpan.FromMicroseconds(100), TimeSpan.FromMinutes(1)); } = TimeSpan.FromMilliseconds(3);

    /// <summary>
    /// How many times both sides of each comparison are opened; default 1, range 1 to 64. For each pair of samples lots are drawn among them: so that where on the heap the objects of one
    /// opening happen to lie, which may be worth some percent, is not taken for a difference between the sides.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Openings { get; init => field = Require.InRange(value, 1, 64); } = 1;

    /// <summary>How narrow an interval has to be before measuring may stop: half of its width, in points; default 3, range 0.1 to 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double Precision { get; init => field = Require.InRange(value, 0.1, 3); } = 3;

    /// <summary>How often an interval holds the true change, as a share; default 0.95, range 0.5 to 0.9999.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double Confidence { get; init => field = Require.InRange(value, 0.5, 0.9999); } = 0.95;

    /// <summary>
    /// Whether <see cref="Confidence"/> is meant for all comparisons of the proof together; default false, for each alone. True: of m comparisons each one may miss with an m-th of
    /// the probability (Bonferroni).
    /// </summary>
    public bool Simultaneous { get; init; }

    /// <summary>Whether the baseline of the first workload is measured against itself, too; default true.</summary>
    public bool Control { get; init; } = true;

    /// <summary>What the order of the measuring comes from; default null, another one each time. <see cref="ProofResult.Seed"/> says which.</summary>
    public int? Seed { get; init; }
}
