namespace Weir.Generation.Validation.Sources;

/// <summary>Several verdicts as one: what is wrong with one of them is wrong with all.</summary>
internal static class Joined
{
    public static ValidationVerdict Of(IReadOnlyList<(string Name, ValidationVerdict Verdict)> verdicts)
    {
        if (verdicts is [var (_, only)])
        {
            return only;
        }

        var all = verdicts.SelectMany(static one => one.Verdict.Validators.Select(validator => (one.Name, Validator: validator)));
        return new ValidationVerdict([.. all.GroupBy(static one => one.Validator.Name).Select(One)]);
    }

    private static ValidatorVerdict One(IGrouping<string, (string Name, ValidatorVerdict Validator)> verdicts)
    {
        var reason = string.Join("; ", verdicts.Where(static one => one.Validator.Reason is not null).Select(static one => $"{one.Name}: {one.Validator.Reason}"));
        return new ValidatorVerdict(
            verdicts.Key,
            verdicts.All(static one => one.Validator.Passed),
            verdicts.Min(static one => one.Validator.Score),
            verdicts.Aggregate(TimeSpan.Zero, static (sum, one) => sum + one.Validator.Duration),
            [.. verdicts.SelectMany(static one => one.Validator.Issues)])
        {
            Reason = reason.Length == 0 ? null : reason,
        };
    }
}
