using Weir.Generation.Contracts;
using Weir.Generation.Validation;

namespace Weir.Generation.StepTypes;

/// <summary>How strictly a package is judged: as somebody said, and in no point less than its contract demands.</summary>
internal static class DemandedProfile
{
    /// <summary>The word for: as the contract says.</summary>
    public const string OfContract = "contract";

    /// <summary>The profile that is named, or that of the contract, raised by its quality gates.</summary>
    /// <exception cref="ArgumentException">There is no profile of that name.</exception>
    public static ValidationProfile Of(Contract contract, string named)
    {
        var demands = contract.Demands;
        var profile = ValidationProfile.Named(named == OfContract ? demands.Profile ?? ValidationProfile.Standard.Name : named);
        return profile with
        {
            Validators = profile.Validators is { } validators ? [.. validators.Union(demands.Validators, StringComparer.Ordinal)] : null,
            MinScore = Math.Max(profile.MinScore, demands.MinScore ?? 0),
            MaxComplexity = Math.Min(profile.MaxComplexity, demands.MaxComplexity ?? int.MaxValue),
            FailFast = demands.FailFast ?? profile.FailFast,
        };
    }

    /// <summary>The same verdict, its warnings left out.</summary>
    public static ValidationVerdict WithoutWarnings(ValidationVerdict verdict) => new([.. verdict.Validators.Select(static one => one with
    {
        Issues = [.. one.Issues.Where(static issue => issue.Severity != ValidationSeverity.Warning)],
    })]);
}
