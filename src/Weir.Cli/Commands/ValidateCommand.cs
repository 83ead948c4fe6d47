using System.CommandLine;
using System.CommandLine.Parsing;
using Weir.Cli.Output;
using Weir.Cli.Output.Validating;
using Weir.Generation;
using Weir.Generation.Validation;

namespace Weir.Cli.Commands;

/// <summary><c>weir validate</c>: judges C# files and generated packages, and runs nothing of them.</summary>
internal sealed class ValidateCommand
{
    private readonly Argument<string[]> _paths = new("path")
    {
        Description = "C# files, folders of them, and generated packages (a folder with manifest.json and contract.yaml). Hidden folders, bin and obj are passed over.",
        Arity = ArgumentArity.OneOrMore,
        HelpName = "PATH",
    };

    private readonly Option<string?> _contract = new("--contract")
    {
        Description = "The contract that the code was made from. Default: a package's own, and none for other files.",
        HelpName = "FILE",
    };

    private readonly Option<string> _profile = new("--profile")
    {
        Description = "How strictly: development, staging, production or standard (default).",
        HelpName = "NAME",
        DefaultValueFactory = static _ => ValidationProfile.Standard.Name,
    };

    private readonly Option<string?> _sarif = new("--sarif")
    {
        Description = "Write the findings to this file too, as SARIF 2.1.0.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _analyzers = new("--analyzers")
    {
        Description = "Ask selected rules of NetAnalyzers too, which takes some seconds. The profile production does.",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    private readonly Option<bool> _verbose = CommonOptions.Verbose();

    public static Command Create()
    {
        var validate = new ValidateCommand();
        validate._profile.AcceptOnlyFromAmong([.. ValidationProfile.All.Select(static profile => profile.Name)]);
        var command = new Command("validate", """
            Judges C# files and generated packages. They are compiled, and never run. Exit code 0: all passed; 1: something did not, or could not be read; 2: nothing was usable.

            Example:
              weir validate out/NodeStripePaymentsEffect --profile production
              weir validate src/Orders.cs --sarif findings.sarif
            """)
        {
            validate._paths,
            validate._contract,
            validate._profile,
            validate._sarif,
            validate._analyzers,
            validate._json,
            validate._verbose,
        };
        command.SetAction(validate.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var paths = parsed.GetValue(_paths)!;
        if (paths.FirstOrDefault(static path => path.StartsWith('-')) is { } option && parsed.Tokens.All(static token => token.Type != TokenType.DoubleDash))
        {
            return UsageError.Report(parsed, $"Unknown option '{option}'. (A file of that name is written ./{option}.)");
        }

        if (SarifProblem(parsed.GetValue(_sarif)) is { } problem)
        {
            return UsageError.Report(parsed, problem);
        }

        if (string.IsNullOrWhiteSpace(parsed.GetValue(_contract) ?? "none"))
        {
            return UsageError.Report(parsed, "--contract: the path is empty; name a file.");
        }

        try
        {
            return await ValidateAsync(parsed, paths, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return UsageError.ReportCancelled(parsed);
        }
        catch (ContractRefusedException refused)
        {
            return UsageError.Report(parsed, "--contract: " + refused.Message);
        }
        catch (Exception unexpected) when (!parsed.GetValue(_verbose))
        {
            return UsageError.ReportUnexpected(parsed, unexpected);
        }
    }

    private async Task<int> ValidateAsync(ParseResult parsed, string[] paths, CancellationToken cancellationToken)
    {
        var request = new ValidationRequest
        {
            Paths = paths,
            Contract = parsed.GetValue(_contract),
            Profile = ValidationProfile.Named(parsed.GetValue(_profile)!),
            WithAnalyzers = parsed.GetValue(_analyzers),
        };
        var report = await ValidationJob.RunAsync(request, cancellationToken);
        if (report.Files.Count == 0)
        {
            return UsageError.Report(parsed, report.Refused.Count > 0 ? [.. report.Refused.Select(static refused => refused.Reason)] : ["There is no C# to judge in what was named; name a file or a folder with some."]);
        }

        var isWritten = await WriteSarifAsync(report, parsed.GetValue(_sarif), cancellationToken);
        ValidationOutput.Write(report, request.Profile, parsed.GetValue(_json));
        return report.Verdict.Passed && report.Refused.Count == 0 && isWritten ? ExitCode.Done : ExitCode.Failed;
    }

    // Said before anything is judged, which may take a while.
    private static string? SarifProblem(string? path) => path switch
    {
        null => null,
        _ when string.IsNullOrWhiteSpace(path) => "--sarif: the path is empty; name a file.",
        _ when Directory.Exists(path) => $"--sarif: '{path}' is a folder; name a file in it.",
        _ when !MayReplace(path) => $"--sarif: '{path}' is there and is no SARIF log, so it is not replaced; name another file.",
        _ => null,
    };

    // What cannot be read is told where it is written.
    private static bool MayReplace(string path)
    {
        try
        {
            return SarifLog.MayReplace(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static async Task<bool> WriteSarifAsync(ValidationReport report, string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return true;
        }

        try
        {
            await SarifLog.WriteAsync(report, path, cancellationToken);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"error: --sarif: '{path}' cannot be written: {problem.Message}");
            return false;
        }
    }
}
