using System.CommandLine;
using Weir.Cli.Output;
using Weir.Cli.Output.Running;
using Weir.Cli.Output.Running.Asking;
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

    /// <summary>Whether it is run with one worker first.</summary>
    public bool HasBaseline { get; init; }

    public async Task<int> RunAsync(BoundWorkflow workflow, CancellationToken cancellationToken)
    {
        using var interruption = new Interruption(request.Timeout, cancellationToken);
        var durations = KeptDurations.Open(request.DurationsPath);
        try
        {
            return await RunAsync(workflow, durations?.Learned, interruption);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return UsageError.ReportCancelled(parsed);
        }
        finally
        {
            await (durations?.SaveAsync() ?? Task.CompletedTask);
        }
    }

    private async Task<int> RunAsync(BoundWorkflow workflow, LearnedDurations? durations, Interruption interruption)
    {
        var executorOptions = new ExecutorOptions { Durations = durations, Optimizations = request.Optimizations };
        await using var executor = new Executor(Journal is null ? executorOptions : executorOptions with { Store = Journal });
        await using var display = RunDisplay.Create(OptionsOf(workflow));
        var options = new RunOptions { Progress = display, FailFast = request.FailFast, MaxParallel = request.MaxParallel, MeasureCpu = true };
        if (HasBaseline)
        {
            using var comparison = await workflow.CompareAsync(executor, options, interruption.Token);
            await TellBaselineAsync(workflow, comparison.Baseline);
            return await CompleteAsync(workflow, comparison.Run, display, comparison.Ratio is null ? null : comparison.BaselineWall, interruption);
        }

        var ask = Asking(workflow);
        using var run = RunId is { } id
            ? await workflow.ResumeAsync(executor, id, options, ask, interruption.Token)
            : await workflow.RunAsync(executor, options, ask, interruption.Token);
        return await CompleteAsync(workflow, run, display, baseline: null, interruption);
    }

    /// <summary>Shows what became of the run, and says with which exit code.</summary>
    private async Task<int> CompleteAsync(BoundWorkflow workflow, Run run, IRunDisplay display, TimeSpan? baseline, Interruption interruption)
    {
        var outputs = OutputsOf(workflow, run, out var problem);
        display.Complete(run, new RunSummary
        {
            Outputs = outputs,
            Figures = RunFigures.Of(run, baseline),
            Journal = run.Status is RunStatus.Paused or RunStatus.Cancelled ? Journal?.Path : null,
            Mask = workflow.Secrets.Apply,
        });
        if (display.Problem is { } unwritten)
        {
            return Unwritable.Report(unwritten);
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

    private static async Task TellBaselineAsync(BoundWorkflow workflow, Run baseline)
    {
        if (baseline.Status is not (RunStatus.Completed or RunStatus.Cancelled))
        {
            await Console.Error.WriteLineAsync($"--baseline: the run with one worker did not complete, so there is nothing to compare with: {workflow.Secrets.Apply(baseline.Error?.Message ?? "it paused")}");
        }
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

    private Func<Approval, CancellationToken, ValueTask<string?>> Asking(BoundWorkflow workflow)
    {
        var approver = MayAsk ? TerminalApprover.OnStandardError(workflow.Secrets.Apply) : null;
        var stages = workflow.Workflow.Stages
            .SelectMany(static stage => stage.StepNames.Select(step => (Step: step, Stage: stage.Name)))
            .ToDictionary(static place => place.Step, static place => place.Stage, StringComparer.Ordinal);
        return async (approval, cancellationToken) =>
            request.Answers.TryGetValue(approval.Step, out var answer) ? answer
            : approver is null ? null
            : await approver.AskAsync(new ApprovalQuestion($"{stages[approval.Step]}/{approval.Step}", approval.Question!, approval.Choices), cancellationToken);
    }
}
