using System.CommandLine;
using System.CommandLine.Parsing;
using Weir.Cli.Output;
using Weir.Generation;
using Weir.Generation.Packaging;
using Weir.Generation.Templates;
using Weir.Generation.Validation;

namespace Weir.Cli.Commands;

/// <summary><c>weir generate</c>: contracts in, tested node packages out.</summary>
internal sealed class GenerateCommand
{
    private readonly Argument<string[]> _contracts = new("contract")
    {
        Description = "Contract files, or folders of them (*.yaml, *.yml; hidden folders and the output are passed over).",
        Arity = ArgumentArity.OneOrMore,
        HelpName = "CONTRACT",
    };

    private readonly Option<string> _out = new("--out", "-o")
    {
        Description = "The folder under which each package gets a folder of its own; made if it is not there.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string?> _reference = new("--reference-project")
    {
        Description = "The Weir.csproj that packages refer to. Default: the package installed with this tool, else the checkout around it.",
        HelpName = "CSPROJ",
    };

    private readonly Option<int?> _maxParallel = CommonOptions.MaxParallel();

    private readonly Option<bool> _failFast = new("--fast-fail")
    {
        Description = "Stop at the first failure. Default: generate everything that can be.",
    };

    private readonly Option<string?> _workflow = new("--workflow")
    {
        Description = "The workflow file that makes a package of one contract, such as a changed copy of samples/workflows/generate/generate.weir.yaml. Default: that file as it was shipped.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _quorum = new("--quorum")
    {
        Description = "Who is asked before a package is written: off, local (three reviewers that are rules, not models), or a quorum file. Default: off; with --profile production local.",
        HelpName = "off|local|FILE",
    };

    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "How strictly packages are judged: standard, development, staging or production. Default: as each contract says, else standard: all validators, warnings cost score only.",
        HelpName = "P",
    };

    private readonly Option<string?> _templates = TemplatesCommand.Folder();

    private readonly Option<bool> _json = CommonOptions.Json();

    private readonly Option<bool> _verbose = CommonOptions.Verbose();

    public static Command Create()
    {
        var generate = new GenerateCommand();
        var command = new Command("generate", """
            Turns contracts into C# packages that compile and whose tests pass. Exit code 0: every contract became a package; 1: some did not, or are degraded; 2: bad usage, or nothing was usable; 3: cancelled.

            Example:
              weir generate samples/contracts --out out
              dotnet test out/NodeStripePaymentsEffect
              weir generate samples/contracts --out out --quorum local --profile production
            """)
        {
            generate._contracts,
            generate._out,
            generate._reference,
            generate._maxParallel,
            generate._failFast,
            generate._workflow,
            generate._templates,
            generate._quorum,
            generate._profile,
            generate._json,
            generate._verbose,
        };
        generate._profile.AcceptOnlyFromAmong([.. ValidationProfile.All.Select(static profile => profile.Name)]);
        command.SetAction(generate.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            return await GenerateAsync(parsed, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return UsageError.ReportCancelled(parsed);
        }
        catch (OutputFolderException problem)
        {
            return UsageError.Report(parsed, "--out: " + problem.Message);
        }
        catch (GenerationWorkflowException problem)
        {
            return UsageError.Report(parsed, problem.Message);
        }
        catch (TemplateException problem)
        {
            return UsageError.Report(parsed, problem.Message);
        }
        catch (Exception problem) when (!parsed.GetValue(_verbose))
        {
            return UsageError.ReportUnexpected(parsed, problem);
        }
    }

    private async Task<int> GenerateAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var contracts = parsed.GetValue(_contracts)!;
        if (contracts.Any(string.IsNullOrWhiteSpace) || string.IsNullOrWhiteSpace(parsed.GetValue(_out)))
        {
            return UsageError.Report(parsed, "A path is empty.");
        }

        // An argument that takes many values takes a mistyped option too; what stands behind "--" is meant.
        if (contracts.FirstOrDefault(name => name.StartsWith('-')) is { } option && parsed.Tokens.All(token => token.Type != TokenType.DoubleDash))
        {
            return UsageError.Report(parsed, $"Unknown option '{option}'. (A file of that name is written ./{option}.)");
        }

        var project = parsed.GetValue(_reference);
        if (project is not null && (!File.Exists(project) || !project.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)))
        {
            return UsageError.Report(parsed, $"--reference-project: there is no project file (*.csproj) '{project}'.");
        }

        var reference = project is not null
            ? WeirReference.ToProject(project)
            : WeirReference.Find(AppContext.BaseDirectory, Environment.CurrentDirectory);
        if (reference is null)
        {
            return UsageError.Report(parsed, "Weir itself was not found beside this tool or around it: name its project with --reference-project path/to/Weir.csproj.");
        }

        if (new[] { (_quorum, parsed.GetValue(_quorum)), (_workflow, parsed.GetValue(_workflow)) }.FirstOrDefault(static one => one.Item2 is not null && string.IsNullOrWhiteSpace(one.Item2)).Item1 is { } empty)
        {
            return UsageError.Report(parsed, $"{empty.Name}: the path is empty; name a file.");
        }

        var request = new GenerationRequest
        {
            Contracts = contracts,
            Output = parsed.GetValue(_out)!,
            Reference = reference,
            MaxParallel = parsed.GetValue(_maxParallel),
            FailFast = parsed.GetValue(_failFast),
            Workflow = parsed.GetValue(_workflow),
            Templates = parsed.GetValue(_templates),
            Quorum = parsed.GetValue(_quorum),
            Profile = parsed.GetValue(_profile) is { } profile ? ValidationProfile.Named(profile) : null,
        };
        var asJson = parsed.GetValue(_json);
        var report = await RunAsync(request, asJson, cancellationToken);
        if (asJson)
        {
            GenerationJson.Write(report);
        }

        GenerationText.WriteProblems(report);
        if (!asJson)
        {
            GenerationText.WriteSummary(report);
        }

        return Code(report);
    }

    private static async Task<GenerationReport> RunAsync(GenerationRequest request, bool asJson, CancellationToken cancellationToken)
    {
        var job = await GenerationJob.PrepareAsync(request, cancellationToken);
        if (asJson)
        {
            return await job.RunAsync(null, cancellationToken);
        }

        return StageProgress.IsWanted
            ? await StageProgress.ShowAsync(job.StepsOf, progress => job.RunAsync(progress, cancellationToken))
            : await job.RunAsync(new PlainProgress(Console.Out), cancellationToken);
    }

    private static int Code(GenerationReport report) => report switch
    {
        { Status: RunStatus.Cancelled } => ExitCode.Cancelled,
        { NothingUsable: true } => ExitCode.Unusable,
        { Failures.Count: > 0 } => ExitCode.Failed,
        _ => ExitCode.Done,
    };
}
