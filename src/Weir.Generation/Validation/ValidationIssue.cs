using Microsoft.CodeAnalysis;

namespace Weir.Generation.Validation;

/// <summary>Something a validator found.</summary>
/// <param name="Rule">The rule, such as a compiler's <c>CS0103</c>.</param>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>info</c>.</param>
/// <param name="Message">One sentence.</param>
/// <param name="File">The file, as it was named to the compiler: relative to the package for generated code; null where there is none.</param>
/// <param name="Line">The line from 1, or 0.</param>
/// <param name="Column">The column from 1, or 0.</param>
public sealed record ValidationIssue(string Rule, string Severity, string Message, string? File, int Line, int Column)
{
    /// <summary>What would be right: one sentence; null where the rule has no advice.</summary>
    public string? Suggestion { get; init; }

    /// <summary>A breach of a rule.</summary>
    /// <param name="rule">The rule; its severity is that of the finding.</param>
    /// <param name="location">Where: the name of a member rather than all of it.</param>
    /// <param name="message">One sentence that names what is wrong.</param>
    /// <param name="suggestion">What would be right, or null.</param>
    /// <returns>The finding.</returns>
    public static ValidationIssue Of(ValidationRule rule, Location location, string message, string? suggestion = null)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(location);
        var span = location.GetLineSpan();
        var place = span.StartLinePosition;
        return new ValidationIssue(rule.Id, rule.Severity, message, span.Path, place.Line + 1, place.Character + 1) { Suggestion = suggestion };
    }

    /// <summary>What the compiler found.</summary>
    internal static ValidationIssue Of(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan();
        var place = span.StartLinePosition;
        var hasPlace = !string.IsNullOrEmpty(span.Path);
        return new ValidationIssue(
            diagnostic.Id,
            diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            hasPlace ? span.Path : null,
            hasPlace ? place.Line + 1 : 0,
            hasPlace ? place.Character + 1 : 0);
    }
}

/// <summary>What one validator said.</summary>
/// <param name="Name">The validator.</param>
/// <param name="Passed">True when no issue is an error, the score is high enough, and no warning is one that the profile does not take.</param>
/// <param name="Score">From 0 to 1, as <see cref="ValidationFindings.Score"/>; 0 where the validator did not come to an end.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Issues">All that it found, by file, line and column.</param>
public sealed record ValidatorVerdict(string Name, bool Passed, double Score, TimeSpan Duration, IReadOnlyList<ValidationIssue> Issues)
{
    /// <summary>Why it did not pass, such as <c>score 0.74 is below 0.8</c>; null where it passed.</summary>
    public string? Reason { get; init; }
}

/// <summary>What all validators said of some code.</summary>
/// <param name="Validators">The verdicts, in order.</param>
public sealed record ValidationVerdict(IReadOnlyList<ValidatorVerdict> Validators)
{
    /// <summary>True when every validator passed; false where there is none.</summary>
    public bool Passed => Validators.Count > 0 && Validators.All(validator => validator.Passed);

    /// <summary>The mean of the validators' scores; 0 where there is none.</summary>
    public double Score => Validators.Count == 0 ? 0 : Validators.Average(validator => validator.Score);
}
