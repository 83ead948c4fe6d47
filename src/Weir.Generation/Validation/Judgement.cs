using System.Globalization;

namespace Weir.Generation.Validation;

/// <summary>From findings to a verdict.</summary>
internal static class Judgement
{
    // Of the quality rules, the two that no environment of production takes; of the others here, all.
    private static readonly HashSet<string> StrictRules = ["quality/blocking-call", "quality/cyclomatic-complexity"];

    private static readonly HashSet<string> StrictValidators = [CompileValidator.ValidatorName, "completeness", "security"];

    /// <summary>A validator passes with no error, a score that is high enough, and in a strict profile none of the warnings that count there.</summary>
    public static ValidatorVerdict Of(string name, ValidationFindings findings, ValidationProfile profile, TimeSpan duration)
    {
        var issues = findings.Issues
            .OrderBy(static issue => issue.File, StringComparer.Ordinal)
            .ThenBy(static issue => issue.Line)
            .ThenBy(static issue => issue.Column)
            .ToArray();
        var reason = string.Join("; ", Reasons(name, issues, findings.Score, profile));
        return new ValidatorVerdict(name, reason.Length == 0, findings.Score, duration, issues) { Reason = reason.Length == 0 ? null : reason };
    }

    /// <summary>A validator that gave no findings: it crashed, or took too long.</summary>
    public static ValidatorVerdict Broken(string name, string rule, string message, TimeSpan duration) =>
        new(name, false, 0, duration, [new ValidationIssue($"{name}/{rule}", ValidationSeverity.Error, message, null, 0, 0)]) { Reason = message.TrimEnd('.') };

    /// <summary>A validator that another one's failure stopped.</summary>
    public static ValidatorVerdict Stopped(string name, string? failed) =>
        new(name, false, 0, TimeSpan.Zero, []) { Reason = $"stopped, because {failed} had failed" };

    private static IEnumerable<string> Reasons(string name, ValidationIssue[] issues, double score, ValidationProfile profile)
    {
        var errors = issues.Where(static issue => issue.Severity == ValidationSeverity.Error).ToArray();
        if (errors.Length > 0)
        {
            yield return Count(errors, "error");
        }

        var strict = profile.IsStrict
            ? issues.Where(issue => issue.Severity == ValidationSeverity.Warning && (StrictValidators.Contains(name) || StrictRules.Contains(issue.Rule))).ToArray()
            : [];
        if (strict.Length > 0)
        {
            yield return $"{Count(strict, "warning")}, which the profile {profile.Name} does not take";
        }

        if (score < profile.MinScore)
        {
            yield return $"score {Text(score)} is below {profile.MinScore.ToString(CultureInfo.InvariantCulture)}";
        }
    }

    private static string Count(ValidationIssue[] issues, string word)
    {
        var rules = issues.Select(static issue => issue.Rule).Distinct().ToArray();
        var more = rules.Length > 3 ? ", …" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{issues.Length} {word}{(issues.Length == 1 ? "" : "s")} ({string.Join(", ", rules.Take(3))}{more})");
    }

    // Rounded down: 0.799 is below 0.8, and must read so.
    private static string Text(double score) => (Math.Floor(score * 100) / 100).ToString("0.##", CultureInfo.InvariantCulture);
}
