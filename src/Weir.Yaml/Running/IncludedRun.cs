using Weir.Yaml.StepTypes;

namespace Weir.Yaml.Files;

/// <summary><c>workflow.run</c> in a bound file: the other file is bound with the values that the step has, and run where the step runs.</summary>
/// <remarks>Its run has an id and places of its own, and is not kept: where the run around it is resumed, a step that had not ended runs all of it again.</remarks>
internal sealed class IncludedRun(WorkflowFile file, WorkflowBinding outer, SharedParts shared, RunHosts hosts)
{
    public async ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        if (hosts.Find(context.RunId) is not { } host)
        {
            return context.Fail<object?>($"'{file.Path}' can be run only where the workflow around it is run by {nameof(BoundWorkflow)}.{nameof(BoundWorkflow.RunAsync)}.");
        }

        var bound = file.Bind(new WorkflowBinding { Values = arguments.Map(WorkflowRunStep.Inputs), Profile = outer.Profile, Shared = shared });
        if (bound.Workflow is not { } workflow)
        {
            return context.Fail<object?>(string.Join(" ", bound.Diagnostics.Where(static one => one.Severity == DiagnosticSeverity.Error)));
        }

        var options = new RunOptions { FailFast = host.Options.FailFast, MaxParallel = host.Options.MaxParallel, Services = host.Options.Services };
        using var run = await workflow.RunAsync(host.Executor, options, cancellationToken: context.CancellationToken).ConfigureAwait(false);
        context.AddUsage(run.Usage);
        context.CancellationToken.ThrowIfCancellationRequested();
        return run.Status == RunStatus.Completed
            ? workflow.OutputsOf(run)
            : context.Fail<object?>($"The workflow '{file.Path}' {(run.Error is { } error ? $"failed: {error.Message}" : "was cancelled.")}");
    }
}
