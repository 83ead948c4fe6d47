using Weir.Generation.Validation;

namespace Weir.Generation.Review;

/// <summary>A package that a quorum decides about.</summary>
/// <param name="Name">The name of its node.</param>
/// <param name="Verdict">What the validators say of it when they are as strict as for production.</param>
internal sealed record ReviewCase(string Name, ValidationVerdict Verdict);
