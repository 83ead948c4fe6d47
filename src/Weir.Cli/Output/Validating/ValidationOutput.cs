using Spectre.Console;
using Weir.Generation.Validation;

namespace Weir.Cli.Output.Validating;

/// <summary>What <c>weir validate</c> found.</summary>
internal static class ValidationOutput
{
    public static void Write(ValidationReport report, ValidationProfile profile, bool asJson)
    {
        foreach (var refused in report.Refused)
        {
            Console.Error.WriteLine("error: " + refused.Reason);
        }

        foreach (var note in report.Notes)
        {
            Console.Error.WriteLine("note: " + note);
        }

        if (asJson)
        {
            WriteJson(report, profile);
            return;
        }

        var text = new ValidationText(report, profile).Build();
        if (StageProgress.IsWanted)
        {
            text.WriteTo(AnsiConsole.Console);
        }
        else
        {
            text.WriteTo(Console.Out);
        }
    }

    private static void WriteJson(ValidationReport report, ValidationProfile profile) => Json.Write(new
    {
        report.Verdict.Passed,
        report.Verdict.Score,
        Profile = profile.Name,
        Validators = report.Verdict.Validators.Select(ToJson),
        report.Files,
        report.Refused,
        report.Notes,
    });

    /// <summary>What one validator said, as every document shows it.</summary>
    public static object ToJson(ValidatorVerdict validator) => new
    {
        validator.Name,
        validator.Passed,
        validator.Score,
        DurationMs = Json.Milliseconds(validator.Duration),
        validator.Reason,
        validator.Issues,
    };
}
