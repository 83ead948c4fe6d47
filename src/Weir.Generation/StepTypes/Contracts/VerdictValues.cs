using Weir.Generation.Validation;

namespace Weir.Generation.StepTypes;

/// <summary>What validators said, as values of steps.</summary>
internal static class VerdictValues
{
    private static readonly ValueShape Validators = ValueShape.ListOf(ValueShape.MapOf(
        ("name", ValueShape.Text),
        ("passed", ValueShape.Boolean),
        ("score", ValueShape.Number),
        ("duration-ms", ValueShape.Number),
        ("reason", ValueShape.Text),
        ("issues", IssueValues.Shape)));

    public static ValueShape Shape { get; } = ValueShape.MapOf(
        ("passed", ValueShape.Boolean),
        ("score", ValueShape.Number),
        ("validators", Validators),
        ("files", FileValues.Shape));

    public static OrderedDictionary<string, object?> Of(ValidationVerdict verdict) => new()
    {
        ["passed"] = verdict.Passed,
        ["score"] = verdict.Score,
        ["validators"] = verdict.Validators.Select(static one => (object?)new OrderedDictionary<string, object?>
        {
            ["name"] = one.Name,
            ["passed"] = one.Passed,
            ["score"] = one.Score,
            ["duration-ms"] = one.Duration.TotalMilliseconds,
            ["reason"] = one.Reason,
            ["issues"] = IssueValues.Of(one.Issues),
        }).ToArray(),
    };

    /// <exception cref="ArgumentException">It is not what <see cref="Of"/> gives.</exception>
    public static ValidationVerdict Read(StepArguments verdict) => new([.. verdict.List("validators").Select(static value => ReadOne(IssueValues.Fields(value, "A validator")))]);

    private static ValidatorVerdict ReadOne(StepArguments one) => new(
        one.Text("name"),
        one.Value("passed") is true,
        IssueValues.NumberOf(one.Value("score")),
        TimeSpan.FromMilliseconds(IssueValues.NumberOf(one.Value("duration-ms"))),
        IssueValues.Read(one.List("issues")))
    {
        Reason = one.Has("reason") ? one.Text("reason") : null,
    };
}
