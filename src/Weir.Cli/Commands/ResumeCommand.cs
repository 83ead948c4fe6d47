using System.CommandLine;
using Weir.Cli.Output;
using Weir.Cli.Output.Running.Asking;
using Weir.Yaml.Files;

namespace Weir.Cli.Commands;

/// <summary><c>weir resume</c>: goes on with a run that is paused or was broken off.</summary>
internal sealed class ResumeCommand
{
    private readonly Argument<string> _journal = new("journal")
    {
        Description = "The file that 'weir run --journal' made.",
        HelpName = "JOURNAL",
    };

    private readonly RunSettings _settings = new();

    public static Command Create()
    {
        var resume = new ResumeCommand();
        var command = new Command("resume", """
            Goes on with a run of 'weir run --journal' that is paused or was broken off. What completed before is not run again. The journal has the
            workflow and its inputs; secret inputs are given again. Exit codes are those of 'weir run'.

            Example:
              weir resume release.journal --answer sign-off=yes
            """)
        {
            resume._journal,
        };
        resume._settings.AddTo(command);
        command.SetAction(resume.RunAsync);
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
                : await ResumeAsync(parsed, request with { Optimizations = options }, cancellationToken);
        }
        catch (Exception problem) when (problem is FormatException or RunResumeException or RunConflictException or IOException or UnauthorizedAccessException or InvalidDataException)
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

    private async Task<int> ResumeAsync(ParseResult parsed, RunRequest request, CancellationToken cancellationToken)
    {
        var path = parsed.GetValue(_journal)!;
        if (!File.Exists(path))
        {
            return UsageError.Report(parsed, $"There is no journal '{path}'.");
        }

        await using var store = await FileRunStore.OpenAsync(path, cancellationToken);
        if (await WorkflowJournal.ReadAsync(store, cancellationToken) is not { } journal)
        {
            return UsageError.Report(parsed, $"'{path}' is no journal of 'weir run': it does not begin with a workflow file.");
        }

        if (Path.GetDirectoryName(journal.Path) is { } folder && !Directory.Exists(folder))
        {
            return UsageError.Report(parsed, $"The run works in '{folder}', and there is no such folder any more; put it back where it was.");
        }

        var binding = new WorkflowBinding { Inputs = request.Inputs, Environment = Environment.GetEnvironmentVariable };
        var bound = journal.Bind(WorkflowOptions.Read([]).Types, binding);
        if (bound.Workflow is not { } workflow)
        {
            return UsageError.ReportFindings(parsed, bound.Diagnostics);
        }

        if (WrongAnswer(workflow, request) is { } wrong)
        {
            return UsageError.Report(parsed, wrong);
        }

        var runs = await store.ListAsync(new RunFilter { Name = journal.Name, PageSize = 1 }, cancellationToken);
        var runner = new WorkflowRunner(parsed, request)
        {
            Journal = store,
            RunId = runs.Runs.Count == 0 ? null : runs.Runs[0].RunId,
            MayAsk = TerminalApprover.IsPossible,
        };
        return await runner.RunAsync(workflow, cancellationToken);
    }

    private static string? WrongAnswer(BoundWorkflow workflow, RunRequest request)
    {
        foreach (var (step, answer) in request.Answers)
        {
            if (workflow.Approvals.FirstOrDefault(approval => approval.Step == step) is not { } approval)
            {
                return $"--answer: the run does not ask '{step}'{(workflow.Approvals.Count == 0 ? "; it asks nothing." : $"; it asks {string.Join(", ", workflow.Approvals.Select(static one => one.Step))}.")}";
            }

            if (approval.Refusal(answer) is { } refusal)
            {
                return $"--answer: {refusal}";
            }
        }

        return null;
    }
}
