using Weir.AI;

namespace Weir.Generation.StepTypes;

/// <summary>What a quorum decided, as values of steps.</summary>
internal static class QuorumValues
{
    private static readonly ValueShape Votes = ValueShape.ListOf(ValueShape.MapOf(
        ("member", ValueShape.Text),
        ("weight", ValueShape.Number),
        ("passes", ValueShape.Boolean),
        ("confidence", ValueShape.Number),
        ("reason", ValueShape.Text),
        ("duration-ms", ValueShape.Number)));

    private static readonly ValueShape Absent = ValueShape.ListOf(ValueShape.MapOf(
        ("member", ValueShape.Text), ("weight", ValueShape.Number), ("why", ValueShape.Text), ("reason", ValueShape.Text)));

    public static ValueShape Shape { get; } = ValueShape.MapOf(
        ("passed", ValueShape.Boolean),
        ("score", ValueShape.Number),
        ("threshold", ValueShape.Number),
        ("votes", Votes),
        ("absent", Absent),
        ("participating-weight", ValueShape.Number),
        ("total-weight", ValueShape.Number),
        ("decided-by", ValueShape.Text),
        ("vetoed-by", ValueShape.Text),
        ("duration-ms", ValueShape.Number));

    public static OrderedDictionary<string, object?> Of(QuorumVerdict verdict) => new()
    {
        ["passed"] = verdict.Passed,
        ["score"] = verdict.Score,
        ["threshold"] = verdict.Threshold,
        ["votes"] = verdict.Votes.Select(static vote => (object?)new OrderedDictionary<string, object?>
        {
            ["member"] = vote.Member,
            ["weight"] = vote.Weight,
            ["passes"] = vote.Vote.Passes,
            ["confidence"] = vote.Vote.Confidence,
            ["reason"] = vote.Vote.Reason,
            ["duration-ms"] = vote.Duration.TotalMilliseconds,
        }).ToArray(),
        ["absent"] = verdict.Absent.Select(static one => (object?)new OrderedDictionary<string, object?>
        {
            ["member"] = one.Member,
            ["weight"] = one.Weight,
            ["why"] = one.Why.ToString(),
            ["reason"] = one.Reason,
        }).ToArray(),
        ["participating-weight"] = verdict.ParticipatingWeight,
        ["total-weight"] = verdict.TotalWeight,
        ["decided-by"] = verdict.DecidedBy,
        ["vetoed-by"] = verdict.VetoedBy,
        ["duration-ms"] = verdict.Duration.TotalMilliseconds,
    };

    /// <exception cref="ArgumentException">It is not what <see cref="Of"/> gives.</exception>
    public static QuorumVerdict Read(StepArguments verdict) => new()
    {
        Passed = verdict.Value("passed") is true,
        Score = IssueValues.NumberOf(verdict.Value("score")),
        Threshold = IssueValues.NumberOf(verdict.Value("threshold")),
        Votes = [.. verdict.List("votes").Select(static value => ReadVote(IssueValues.Fields(value, "A vote")))],
        Absent = [.. verdict.List("absent").Select(static value => ReadAbsent(IssueValues.Fields(value, "An absent member")))],
        ParticipatingWeight = IssueValues.NumberOf(verdict.Value("participating-weight")),
        TotalWeight = IssueValues.NumberOf(verdict.Value("total-weight")),
        DecidedBy = verdict.Has("decided-by") ? verdict.Text("decided-by") : null,
        VetoedBy = verdict.Has("vetoed-by") ? verdict.Text("vetoed-by") : null,
        Duration = TimeSpan.FromMilliseconds(IssueValues.NumberOf(verdict.Value("duration-ms"))),
    };

    private static CountedVote ReadVote(StepArguments vote) => new(
        vote.Text("member"),
        IssueValues.NumberOf(vote.Value("weight")),
        new QuorumVote(vote.Value("passes") is true, IssueValues.NumberOf(vote.Value("confidence")), vote.Text("reason")),
        TimeSpan.FromMilliseconds(IssueValues.NumberOf(vote.Value("duration-ms"))));

    private static AbsentMember ReadAbsent(StepArguments one) => new(
        one.Text("member"), IssueValues.NumberOf(one.Value("weight")), Enum.Parse<AbsenceKind>(one.Text("why")), one.Text("reason"));
}
