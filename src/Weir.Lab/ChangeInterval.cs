namespace Weir.Lab;

/// <summary>Between which changes the true one lies, in percent of the baseline; positive is better.</summary>
/// <param name="Low">The lower end; negative infinity where there are too few samples to say anything.</param>
/// <param name="High">The upper end, at most 100.</param>
public readonly record struct ChangeInterval(double Low, double High)
{
    /// <summary>Nothing is known: from negative infinity to 100.</summary>
    public static ChangeInterval Unknown { get; } = new(double.NegativeInfinity, 100);

    /// <summary>Half of the distance between the ends, in points.</summary>
    public double HalfWidth => (High - Low) / 2;

    /// <summary>Whether all of the interval lies within a band around 0: then the two are equal, up to that band.</summary>
    /// <param name="band">How far from 0 an end may be, in percent.</param>
    /// <returns>True: neither end is further off.</returns>
    public bool IsWithin(double band) => Low >= -band && High <= band;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"[{Low:0.0}, {High:0.0}]");
}
