namespace Weir.Generation.Validation.Completeness;

/// <summary>The rules of <see cref="CompletenessValidator"/>, in the order of their page.</summary>
internal static class CompletenessRules
{
    public static readonly ValidationRule NoCode = new("completeness/no-code", ValidationSeverity.Error, "A file has a type.");

    public static readonly ValidationRule EmptyBody = new("completeness/empty-body", ValidationSeverity.Error, "A body that is empty says why nothing is to be done.");

    public static readonly ValidationRule Placeholder = new("completeness/placeholder", ValidationSeverity.Error, "Nothing stands in for code that is still to be written.");

    public static readonly ValidationRule MissingDocs = new("completeness/missing-docs", ValidationSeverity.Warning, "What is visible outside has a summary.");

    public static readonly ValidationRule MissingMember = new("completeness/missing-member", ValidationSeverity.Error, "All that the contract names is there.");

    public static IReadOnlyList<ValidationRule> All { get; } = [NoCode, EmptyBody, Placeholder, MissingDocs, MissingMember];
}
