namespace Weir.Generation.Validation.Quality;

/// <summary>The rules of <see cref="QualityValidator"/>.</summary>
internal static class QualityRules
{
    public static readonly ValidationRule CyclomaticComplexity = Warning(
        "cyclomatic-complexity", "A member has more independent paths than a reader can follow or a test can cover.", "McCabe 1976");

    public static readonly ValidationRule CognitiveComplexity = Warning(
        "cognitive-complexity", "A member is hard to understand: its conditions and loops are many or nested.", "SonarSource 2018");

    public static readonly ValidationRule NestingDepth = Warning("nesting-depth", "Blocks of control are nested more than 4 deep.");

    public static readonly ValidationRule LongMethod = Warning("long-method", "A body has more than 60 lines of code.");

    public static readonly ValidationRule ManyParameters = Warning("many-parameters", "A member has more than 6 parameters, the cancellation token not counted.");

    public static readonly ValidationRule DuplicateCode = Warning("duplicate-code", "The same statements stand in two members.");

    public static readonly ValidationRule Naming = Warning("naming", "A name is not written as names of its kind are in .NET.", ".NET naming guidelines");

    public static readonly ValidationRule Nullability = Warning("nullability", "The compiler is kept from checking for null.");

    public static readonly ValidationRule BlockingCall = Warning("blocking-call", "A thread is blocked until a task or a time is over.");

    /// <summary>All of them, in the order of their page.</summary>
    public static readonly IReadOnlyList<ValidationRule> All =
        [CyclomaticComplexity, CognitiveComplexity, NestingDepth, LongMethod, ManyParameters, DuplicateCode, Naming, Nullability, BlockingCall];

    private static ValidationRule Warning(string name, string summary, string source = "") =>
        new("quality/" + name, ValidationSeverity.Warning, summary) { Source = source };
}
