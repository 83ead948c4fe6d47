using Weir.Generation.Validation;

namespace Weir.Generation;

/// <summary>Generated code did not pass validation; the message has all findings, then every validator that did not pass with its reason, one a line.</summary>
/// <param name="verdict">What the validators said.</param>
public sealed class PackageRefusedException(ValidationVerdict verdict) : Exception(Describe(verdict))
{
    private const int Shown = 20;

    /// <summary>What the validators said.</summary>
    public ValidationVerdict Verdict => verdict;

    /// <summary>The first findings, one a line.</summary>
    internal static string Describe(IEnumerable<ValidationIssue> issues) => string.Join('\n', issues.Take(Shown).Select(Line));

    private static string Describe(ValidationVerdict verdict) => string.Join('\n', verdict.Validators
        .SelectMany(static validator => validator.Issues)
        .Select(Line)
        .Concat(verdict.Validators.Where(static validator => !validator.Passed).Select(static validator => $"{validator.Name} did not pass: {validator.Reason}.")));

    private static string Line(ValidationIssue issue) => issue.File is null
        ? $"{issue.Severity} {issue.Rule}: {issue.Message}"
        : FormattableString.Invariant($"{issue.File}:{issue.Line}:{issue.Column}: {issue.Severity} {issue.Rule}: {issue.Message}");
}
