namespace Weir.Tests.Generation.Validation.Corpus;

/// <summary>The rules of the corpus, which were fixed before the snippets and the validators were written.</summary>
internal static class Taxonomy
{
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["completeness"] = ["no-code", "empty-body", "placeholder", "missing-docs", "missing-member"],
        ["quality"] =
        [
            "cyclomatic-complexity", "cognitive-complexity", "nesting-depth", "long-method", "many-parameters", "duplicate-code", "naming", "nullability",
            "blocking-call",
        ],
        ["compliance"] =
        [
            "node-name", "node-base", "operation", "no-cancellation", "untyped-error", "unstructured-logging", "unread-setting", "beyond-kind",
        ],
        ["security"] =
        [
            "sql-injection", "command-injection", "path-traversal", "unsafe-reflection", "insecure-deserialization", "hardcoded-secret", "weak-crypto",
            "weak-random", "certificate-check-disabled", "unbounded-regex", "secret-logged",
        ],
    };

    /// <summary>The names of the validators.</summary>
    public static IReadOnlyList<string> Validators => [.. Names.Keys];

    /// <summary>The rules of a validator, such as <c>security/sql-injection</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such validator.</exception>
    public static IReadOnlyList<string> RulesOf(string validator) => [.. Names[validator].Select(rule => $"{validator}/{rule}")];

    /// <summary>Whether a rule is about comments, and may have its finding in a line that is nothing else.</summary>
    public static bool IsAboutComments(string rule) => rule is "completeness/placeholder";
}
