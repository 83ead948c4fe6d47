using Weir.AI;
using Weir.Cli.Output.Validating;
using Weir.Generation;
using Weir.Generation.Validation;

namespace Weir.Cli.Output;

/// <summary>The JSON document of <c>weir generate</c>.</summary>
internal static class GenerationJson
{
    public static void Write(GenerationReport report) => Json.Write(new
    {
        report.Status,
        DurationMs = Json.Milliseconds(report.Duration),
        Packages = report.Packages.Select(package => new
        {
            package.Contract,
            package.Name,
            package.Kind,
            package.Path,
            package.Files,
            Validation = Validation(package.Verdict),
            Quorum = package.Quorum is { } quorum ? Quorum(quorum) : null,
            package.Degradation,
        }),
        Failed = report.Failures.Select(failure => new { failure.Contract, failure.Stage, failure.Error }),
        Warnings = report.Warnings.Select(warning => new
        {
            warning.Severity,
            warning.Code,
            warning.Message,
            warning.Position.File,
            warning.Position.Line,
            warning.Position.Column,
        }),
        Stages = report.Stages.Select(stage => new
        {
            stage.Name,
            stage.Status,
            DurationMs = Json.Milliseconds(stage.Duration),
            Steps = stage.Steps.Select(step => new
            {
                step.Name,
                step.Status,
                step.Attempts,
                DurationMs = Json.Milliseconds(step.Duration),
                step.Error,
            }),
        }),
        Speedup = (object?)null,
    });

    private static object Quorum(QuorumVerdict verdict) => new
    {
        verdict.Passed,
        verdict.Score,
        verdict.Threshold,
        verdict.ParticipatingWeight,
        verdict.TotalWeight,
        Votes = verdict.Votes.Select(vote => new { vote.Member, vote.Weight, vote.Vote.Passes, vote.Vote.Confidence, vote.Vote.Reason, DurationMs = Json.Milliseconds(vote.Duration) }),
        verdict.Absent,
        Dissent = verdict.Dissent.Select(vote => vote.Member),
        verdict.DecidedBy,
        verdict.VetoedBy,
        DurationMs = Json.Milliseconds(verdict.Duration),
    };

    private static object Validation(ValidationVerdict verdict) => new
    {
        verdict.Passed,
        verdict.Score,
        Validators = verdict.Validators.Select(ValidationOutput.ToJson),
    };
}
