namespace Weir.Tests.Generation.Validation.Corpus;

/// <summary>How often a rule was right.</summary>
/// <param name="Name">The rule, or the validator for the sum of its rules.</param>
/// <param name="Hits">Findings that were expected.</param>
/// <param name="FalseAlarms">Findings that were not.</param>
/// <param name="Misses">Expectations that nothing was found for.</param>
internal sealed record RuleScore(string Name, int Hits, int FalseAlarms, int Misses)
{
    /// <summary>The share of the findings that were expected, from 0 to 1; 1 where nothing was found.</summary>
    public double Precision => Share(FalseAlarms);

    /// <summary>The share of the expectations that were found, from 0 to 1; 1 where nothing was expected.</summary>
    public double Recall => Share(Misses);

    /// <summary>One line of a report.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Name,-38} hits {Hits,3}, false alarms {FalseAlarms,3}, misses {Misses,3}, precision {Precision:0.000}, recall {Recall:0.000}");

    private double Share(int others) => Hits + others == 0 ? 1 : (double)Hits / (Hits + others);
}
