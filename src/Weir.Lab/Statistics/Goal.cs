namespace Weir.Lab.Statistics;

/// <summary>What a comparison is made for: when it is settled, and what it means.</summary>
/// <param name="Target">What has to be gained, in percent.</param>
/// <param name="Confidence">How often the interval has to hold the true change, as a share.</param>
internal abstract record Goal(double Target, double Confidence)
{
    /// <summary>Whether more pairs are not needed.</summary>
    public abstract bool IsSettled(ChangeEstimate estimate);

    /// <summary>What an estimate means.</summary>
    public abstract ProofVerdict Judge(ChangeEstimate estimate);
}

/// <summary>The change is to reach a target.</summary>
/// <param name="Target">What has to be gained, in percent.</param>
/// <param name="Precision">How narrow the interval has to be before measuring stops: half of its width, in points.</param>
/// <param name="Confidence">How often the interval has to hold the true change, as a share.</param>
internal sealed record TargetGoal(double Target, double Precision, double Confidence) : Goal(Target, Confidence)
{
    // Half of the widest interval by which a target can be missed: of a wider one nothing is known, unless all of it is above the target.
    private const double Narrow = 3;

    /// <inheritdoc/>
    public override bool IsSettled(ChangeEstimate estimate) =>
        estimate.Interval.HalfWidth <= Precision && (estimate.Interval.Low >= Target || estimate.Interval.High < Target);

    /// <inheritdoc/>
    public override ProofVerdict Judge(ChangeEstimate estimate) =>
        estimate.Interval.Low >= Target ? ProofVerdict.Met
        : estimate.Interval.HalfWidth <= Narrow ? ProofVerdict.NotMet
        : ProofVerdict.Undecided;
}

/// <summary>Two sides that are the same are to look the same: the change within 1.5 % of 0, and its interval within 4 %.</summary>
internal sealed record ControlGoal() : Goal(0, 0.95)
{
    private const double MaxChange = 1.5;
    private const double Band = 4;

    /// <inheritdoc/>
    public override bool IsSettled(ChangeEstimate estimate) => estimate.Interval.HalfWidth <= MaxChange;

    /// <inheritdoc/>
    /// <remarks>What is settled and yet further off than allowed has no 0 in its interval: so it is called unsound by mistake no more often than the interval misses.</remarks>
    public override ProofVerdict Judge(ChangeEstimate estimate) =>
        Math.Abs(estimate.Change) <= MaxChange && estimate.Interval.IsWithin(Band) ? ProofVerdict.Met
        : IsSettled(estimate) ? ProofVerdict.NotMet
        : ProofVerdict.Undecided;
}
