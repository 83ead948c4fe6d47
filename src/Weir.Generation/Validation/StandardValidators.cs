using Weir.Generation.Validation.Analyzing;
using Weir.Generation.Validation.Completeness;
using Weir.Generation.Validation.Compliance;
using Weir.Generation.Validation.Quality;
using Weir.Generation.Validation.Security;

namespace Weir.Generation.Validation;

/// <summary>The validators that Weir has.</summary>
public static class StandardValidators
{
    /// <summary>All that judge by rules of their own, in the order of their pages; the compiler comes before them in every pipeline.</summary>
    public static IReadOnlyList<Validator> All { get; } =
    [
        new CompletenessValidator(),
        new QualityValidator(),
        new ComplianceValidator(),
        new SecurityValidator(),
    ];

    /// <summary>
    /// The validator <c>analyzers</c>: selected rules of Microsoft.CodeAnalysis.NetAnalyzers, which are loaded when they are first asked. It is not in <see cref="All"/>, since it takes longer than all of them.
    /// </summary>
    public static Validator Analyzers { get; } = new AnalyzersValidator();

    /// <summary>The validators of a profile: all, and <see cref="Analyzers"/> where the profile is strict.</summary>
    internal static IEnumerable<Validator> Of(ValidationProfile profile) => profile.IsStrict ? [.. All, Analyzers] : All;
}
