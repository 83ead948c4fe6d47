using System.CommandLine;
using Weir.Cli.Output;
using Weir.Cli.Output.Running.Asking;
using Weir.Yaml;
using Weir.Yaml.Files;

namespace Weir.Cli.Commands;

/// <summary><c>weir run</c>: runs a workflow file.</summary>
internal sealed class RunCommand
{
    private readonly Argument<string> _file = new("file")
    {
        Description = "The workflow file.",
        HelpName = "FILE",
    };

    private readonly RunSettings _settings = new();

    private readonly Option<string[]> _allow = WorkflowOptions.Allow();

    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "development, staging or production: stage time-outs and fast-fail where neither the file nor another option says.",
        HelpName = "PROFILE",
    };

    private readonly Option<bool> _baseline = new("--baseline")
    {
        Description = "Run it with one worker first, and compare. What the steps do is done twice; three times where that took less than 10 s, for the first run warms up.",
    };

    private readonly Option<string?> _journal = new("--journal")
    {
        Description = "Keep the run in this file, which must be new: 'weir resume' goes on with it. Approvals then pause the run.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var run = new RunCommand();
        run._profile.AcceptOnlyFromAmong([.. Profiles.All.Select(static profile => profile.Name)]);
        var command = new Command("run", """
            Runs a workflow file. Exit code 0: completed; 1: a step failed; 2: nothing was run; 3: cancelled or timed out; 4: paused, waiting for a person.

            Example:
              weir run report.yaml --input city=Lisbon --allow http=127.0.0.1:8080
              weir run report.yaml --optimization batch-processing
              weir run release.yaml --journal release.journal
              weir resume release.journal --answer sign-off=yes
            """)
        {
            run._file,
            run._allow,
            run._profile,
            run._baseline,
            run._journal,
        };
        run._settings.AddTo(command);
        command.SetAction(run.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            var request = _settings.Read(parsed);
            var (options, problems) = await _settings.ReadOptimizationsAsync(parsed, cancellationToken);
            return options is null
                ? UsageError.Report(parsed, problems)
                : await StartAsync(parsed, request with { Optimizations = options }, cancellationToken);
        }
        catch (FormatException problem)
        {
            return UsageError.Report(parsed, problem.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return UsageError.ReportCancelled(parsed);
        }
        catch (Exception problem) when (!_settings.IsVerbose(parsed))
        {
            return UsageError.ReportUnexpected(parsed, problem);
        }
    }

    private async Task<int> StartAsync(ParseResult parsed, RunRequest request, CancellationToken cancellationToken)
    {
        var path = parsed.GetValue(_file)!;
        var (content, problem) = await SourceFile.ReadAsync(path, cancellationToken);
        if (content is null)
        {
            return UsageError.Report(parsed, problem!);
        }

        var yaml = YamlReader.Read(content, path);
        if (SourceFile.IsContract(yaml))
        {
            return UsageError.Report(parsed, $"'{path}' is a contract, and 'weir run' takes a workflow file; 'weir generate {path} --out DIR' makes a package of a contract.");
        }

        var reading = WorkflowFile.Read(yaml, path, WorkflowOptions.Read(parsed.GetValue(_allow)));
        if (reading.File is not { } file)
        {
            return UsageError.ReportFindings(parsed, reading.Diagnostics);
        }

        var binding = new WorkflowBinding
        {
            Inputs = request.Inputs,
            Answers = request.Answers,
            Environment = Environment.GetEnvironmentVariable,
            Profile = Profiles.All.FirstOrDefault(profile => profile.Name == parsed.GetValue(_profile)),
            IsDurable = parsed.GetValue(_journal) is not null || request.AsJsonEvents,
        };
        var bound = file.Bind(binding);
        if (bound.Workflow is not { } workflow)
        {
            return UsageError.ReportFindings(parsed, [.. reading.Diagnostics, .. bound.Diagnostics]);
        }

        UsageError.ShowFindings([.. reading.Diagnostics, .. bound.Diagnostics]);
        return Refusal(parsed, workflow) is { } refusal
            ? UsageError.Report(parsed, refusal)
            : await RunAsync(parsed, request, workflow, cancellationToken);
    }

    /// <summary>What would wait for ever; null: nothing.</summary>
    private string? Refusal(ParseResult parsed, BoundWorkflow workflow)
    {
        var isKept = parsed.GetValue(_journal) is not null;
        if (isKept && parsed.GetValue(_baseline))
        {
            return "--baseline: of two runs a journal could keep one only; leave --journal or --baseline out.";
        }

        if (workflow.Approvals.Count > 0 && parsed.GetValue(_baseline))
        {
            return $"--baseline: the run with one worker would ask '{workflow.Approvals[0].Step}'; answer it with --answer {workflow.Approvals[0].Step}=VALUE.";
        }

        if (workflow.Approvals.Count > 0 && !isKept && !TerminalApprover.IsPossible)
        {
            var steps = string.Join(", ", workflow.Approvals.Select(static approval => $"'{approval.Step}'"));
            return $"There is no terminal on which to ask {steps}; add --answer {workflow.Approvals[0].Step}={workflow.Approvals[0].Choices[0]}, or --journal FILE to pause there.";
        }

        return workflow.Budget is { OnBreach: BudgetBreach.Pause } && !isKept
            ? "The budget of the workflow is to pause its run, which nothing keeps; add --journal FILE."
            : null;
    }

    private async Task<int> RunAsync(ParseResult parsed, RunRequest request, BoundWorkflow workflow, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_journal) is not { } path)
        {
            return await new WorkflowRunner(parsed, request) { MayAsk = TerminalApprover.IsPossible, HasBaseline = parsed.GetValue(_baseline) }.RunAsync(workflow, cancellationToken);
        }

        FileRunStore store;
        try
        {
            store = await FileRunStore.OpenAsync(path, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return UsageError.Report(parsed, $"--journal: {problem.Message}");
        }

        await using (store)
        {
            try
            {
                await WorkflowJournal.BeginAsync(store, workflow, TimeProvider.System, cancellationToken);
            }
            catch (RunConflictException)
            {
                return UsageError.Report(parsed, $"--journal: '{path}' has a run already; go on with it by 'weir resume {path}', or name a new file.");
            }

            return await new WorkflowRunner(parsed, request) { Journal = store }.RunAsync(workflow, cancellationToken);
        }
    }
}
