namespace Weir.Lab;

/// <summary>How the last tenth of the samples, at least 8 where there are 16, differs from the first.</summary>
/// <param name="Baseline">By how many percent the median of the baseline grew.</param>
/// <param name="Optimized">By how many percent the median of the other way grew.</param>
/// <param name="Change">By how many points the change grew.</param>
/// <param name="IsSteady">
/// False: the change moved by more than 3 points, and by chance alone that happens in less than one of 1,000 comparisons (Mann-Whitney test). Then it has not settled, and a target is met only where it would be if the change moved once more as far.
/// That both sides drift together does no harm.
/// </param>
public sealed record Drift(double Baseline, double Optimized, double Change, bool IsSteady);
