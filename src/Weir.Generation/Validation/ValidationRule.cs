namespace Weir.Generation.Validation;

/// <summary>A rule of a validator.</summary>
/// <param name="Id">The validator and the rule, such as <c>security/sql-injection</c>.</param>
/// <param name="Severity"><c>error</c> (the code does not pass), <c>warning</c> (it costs score) or <c>info</c>.</param>
/// <param name="Summary">What the rule is against: one sentence.</param>
public sealed record ValidationRule(string Id, string Severity, string Summary)
{
    /// <summary>Where the rule is from, such as <c>CWE-89</c>; empty where it is a rule of this house.</summary>
    public string Source { get; init; } = "";
}
