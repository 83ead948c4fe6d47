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
            Quorum = (object?)null,
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

    private static object Validation(ValidationVerdict verdict) => new
    {
        verdict.Passed,
        verdict.Score,
        Validators = verdict.Validators.Select(ValidationOutput.ToJson),
    };
}
