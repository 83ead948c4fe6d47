using Weir.AI;
using Weir.Generation.Validation;

namespace Weir.Generation.Review;

/// <summary>
/// The members of the local quorum. They are rules, not models: each votes as the validators of its field do when they are as strict as for production, and so says no where code passes with warnings.
/// </summary>
internal static class LocalReviewers
{
    private const int ShownFindings = 3;

    // What breaks no build may still be right; an error is not.
    private const double SureOfAnError = 1;
    private const double SureOfAWarning = 0.5;

    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["rules.contract"] = ["completeness", "compliance"],
        ["rules.quality"] = ["quality"],
        ["rules.security"] = ["security"],
    };

    /// <summary>What <c>uses</c> of a quorum file may say.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. Fields.Keys];

    /// <summary>All of them, each of weight 1; security has a veto.</summary>
    public static IReadOnlyList<QuorumMember<ReviewCase>> All { get; } =
    [
        Create("rules.contract", "rules: contract"),
        Create("rules.quality", "rules: quality"),
        Create("rules.security", "rules: security") with { HasVeto = true },
    ];

    /// <summary>One of them.</summary>
    /// <param name="uses">One of <see cref="Known"/>.</param>
    /// <param name="name">What it is called.</param>
    public static QuorumMember<ReviewCase> Create(string uses, string name)
    {
        var validators = Fields[uses];
        return QuorumMember.From<ReviewCase>(name, (subject, _) => new ValueTask<QuorumVote>(Vote(subject, validators)));
    }

    private static QuorumVote Vote(ReviewCase subject, string[] validators)
    {
        var verdicts = validators.Select(name => subject.Verdict.Validators.FirstOrDefault(verdict => verdict.Name == name)
            ?? throw new InvalidOperationException($"The validator '{name}' has not judged {subject.Name}.")).ToArray();
        var score = verdicts.Average(static verdict => verdict.Score);
        if (verdicts.All(static verdict => verdict.Passed))
        {
            return new QuorumVote(true, score, FormattableString.Invariant($"{string.Join(" and ", validators)} {(validators.Length == 1 ? "has" : "have")} nothing that production refuses; score {score:0.00}."));
        }

        var findings = verdicts.SelectMany(static verdict => verdict.Issues).ToArray();
        var isError = findings.Any(static issue => issue.Severity == ValidationSeverity.Error);
        var more = findings.Length > ShownFindings ? $"\nand {findings.Length - ShownFindings} more" : "";
        var reason = findings.Length == 0 ? FormattableString.Invariant($"The score {score:0.00} is too low.") : PackageRefusedException.Describe(findings.Take(ShownFindings)) + more;
        return new QuorumVote(false, isError ? SureOfAnError : SureOfAWarning, reason);
    }
}
