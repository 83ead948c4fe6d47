namespace Weir.Generation.Validation;

/// <summary>What a validator found.</summary>
/// <param name="Issues">The findings, in the order of files and lines.</param>
/// <param name="Checked">How many types and members were looked at; not negative.</param>
public sealed record ValidationFindings(IReadOnlyList<ValidationIssue> Issues, int Checked)
{
    // A file of one method is not worthless because of one warning.
    private const int LeastUnits = 5;

    private const double Warning = 0.25;

    /// <summary>
    /// From 0 to 1: one less the weight of the issues (1 for an error, 0.25 for a warning, 0 for an info) over the number of what was looked at, which counts as 5 at least; not below 0.
    /// </summary>
    public double Score => Math.Max(0, 1 - (Issues.Sum(Weight) / Math.Max(LeastUnits, Checked)));

    private static double Weight(ValidationIssue issue) => issue.Severity switch
    {
        ValidationSeverity.Error => 1,
        ValidationSeverity.Warning => Warning,
        _ => 0,
    };
}
