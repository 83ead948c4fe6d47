using System.CommandLine;
using Weir.Cli.Output;
using Weir.Cli.Output.Running;
using Weir.Yaml.Files;

namespace Weir.Cli.Commands;

using RunSummary = Weir.Cli.Output.Running.RunSummary;

/// <summary>Runs a bound workflow, shows it, asks on a terminal, and says with which exit code it ended.</summary>
internal sealed class WorkflowRunner(ParseResult parsed, RunRequest request)
{
    /// <summary>The store of the run; null: it is kept in memory.</summary>
    public FileRunStore? Journal { get; init; }

    /// <summary>The run that goes on; null: a new one.</summary>
    public string? RunId { get; init; }

    /// <summary>Whether somebody sits there who can be asked.</summary>
    public bool MayAsk { get; init; }

    /// <summary>Makes the workflow again, to be run with one worker first; null: it is not.</summary>
    public Func<BoundWorkflow>? Baseline { get; init; }

    public async Task<int> RunAsync(BoundWorkflow workflow, CancellationToken cancellationToken)
    {
        using var interruption = new Interruption(request.Timeout, cancellationToken);
        try
        {
            var baseline = await BaselineAsync(interruption.Token);
            return await RunAsync(workflow, baseline, interruption);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return UsageError.ReportCancelled(parsed);
        }
    }

    private async Task<int> RunAsync(BoundWorkflow workflow, TimeSpan? baseline, Interruption interruption)
    {
        var executorOptions = new ExecutorOptions();
        await using var executor = new Executor(Journal is null ? executorOptions : executorOptions with { Store = Journal });
        await using var display = RunDisplay.Create(OptionsOf(workflow));
        var options = new RunOptions { Progress = display, FailFast = request.FailFast, MaxParallel = request.MaxParallel };
        using var run = RunId is { } id
            ? await workflow.ResumeAsync(executor, id, options, AskAsync, interruption.Token)
            : await workflow.RunAsync(executor, options, AskAsync, interruption.Token);
        var outputs = OutputsOf(workflow, run, out var problem);
        display.Complete(run, new RunSummary
        {
            Outputs = outputs,
            Journal = Journal?.Path,
            Mask = workflow.Secrets.Apply,
        });
        if (baseline is { } alone)
        {
            await Console.Error.WriteLineAsync(FormattableString.Invariant($"With one worker the run took {alone.TotalSeconds:0.000} s, and now {run.Duration.TotalSeconds:0.000} s."));
        }

        if (problem is not null)
        {
            await Console.Error.WriteLineAsync(problem);
        }
        else if (interruption.IsTimeOver && run.Status == RunStatus.Cancelled)
        {
            await Console.Error.WriteLineAsync($"The run was cancelled, for its time of {Durations.ToText(request.Timeout!.Value)} is over; give it more with --timeout.");
        }

        return problem is not null ? ExitCode.Failed : CodeOf(run.Status);
    }

    private RunDisplayOptions OptionsOf(BoundWorkflow workflow) => new()
    {
        Workflow = workflow.Workflow,
        Format = request.AsJsonEvents ? RunDisplayFormat.JsonEvents : request.AsJson ? RunDisplayFormat.Json : RunDisplayFormat.Text,
        Mask = workflow.Secrets.Apply,
        MaxAttempts = workflow.MaxAttempts,
    };

    private static int CodeOf(RunStatus status) => status switch
    {
        RunStatus.Completed => ExitCode.Done,
        RunStatus.Cancelled => ExitCode.Cancelled,
        RunStatus.Paused => ExitCode.Paused,
        _ => ExitCode.Failed,
    };

    private static IReadOnlyDictionary<string, object?> OutputsOf(BoundWorkflow workflow, Run run, out string? problem)
    {
        problem = null;
        try
        {
            return (IReadOnlyDictionary<string, object?>)workflow.Secrets.Apply((object?)workflow.OutputsOf(run))!;
        }
        catch (Yaml.Expressions.ExpressionException error)
        {
            problem = workflow.Secrets.Apply(error.Message);
            return new Dictionary<string, object?>();
        }
    }

    /// <summary>How long the run takes with one worker, in a run of its own that nothing is kept of.</summary>
    private async Task<TimeSpan?> BaselineAsync(CancellationToken cancellationToken)
    {
        if (Baseline is null)
        {
            return null;
        }

        await using var executor = new Executor();
        using var run = await Baseline().RunAsync(executor, new RunOptions { MaxParallel = 1, FailFast = request.FailFast }, cancellationToken: cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (run.Status != RunStatus.Completed)
        {
            await Console.Error.WriteLineAsync($"The run with one worker did not complete, so there is nothing to compare with: {run.Error?.Message}");
            return null;
        }

        return run.Duration;
    }

    private async ValueTask<string?> AskAsync(Approval approval, CancellationToken cancellationToken) =>
        request.Answers.TryGetValue(approval.Step, out var answer) ? answer
        : MayAsk ? await ApprovalPrompt.AskAsync(approval, cancellationToken)
        : null;
}
