using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Runs the steps of a pipeline one after the other, and the single steps of a workflow. Never throws for a step.</summary>
internal static class PlanInterpreter
{
    /// <summary>Runs all steps; the output is null if one did not complete, and the steps after that one never start.</summary>
    public static async ValueTask<(StepResult[] Results, Slot? Output)> RunAllAsync(
        IReadOnlyList<PlanStep> steps, Slot input, StepAddress parent, string? stage, RunSession session)
    {
        var results = new StepResult[steps.Count];
        Slot? value = input;
        StepResult? failed = null;
        for (var i = 0; i < results.Length; i++)
        {
            if (value is not null && !session.IsStopping)
            {
                var outcome = await RunAsync(steps[i], value, parent, stage, session).ConfigureAwait(false);
                results[i] = outcome.Result;
                value = outcome.Output;
                failed = outcome.Result.Status == StepStatus.Failed ? outcome.Result : null;
                continue;
            }

            value = null;
            var address = new StepAddress(parent, steps[i].Name);
            results[i] = failed is null
                ? new StepResult(address, StepStatus.Cancelled) { Stage = stage, Reason = session.StopReason }
                : new StepResult(address, StepStatus.Skipped) { Stage = stage, Reason = SkipReason.Of(steps[i - 1].Name, failed.Name) };
            session.Progress?.PostStepEnded(results[i]);
            session.Progress?.Deliver();
        }

        return (results, value);
    }

    public static async ValueTask<StepOutcome> RunAsync(PlanStep step, Slot input, StepAddress parent, string? stage, RunSession session)
    {
        var address = new StepAddress(parent, step.Name);
        session.Progress?.PostStepStarted(address, stage);
        session.Progress?.Deliver();
        var outcome = step is PlanGroup group
            ? await RunGroupAsync(group, input, address, stage, session).ConfigureAwait(false)
            : await RunLeafAsync((PlanLeaf)step, input, address, stage, session).ConfigureAwait(false);
        session.Progress?.PostStepEnded(outcome.Result);
        session.Progress?.Deliver();
        return outcome;
    }

    private static async ValueTask<StepOutcome> RunLeafAsync(
        PlanLeaf leaf, Slot input, StepAddress address, string? stage, RunSession session)
    {
        var started = session.Time.GetTimestamp();
        Slot? output = null;
        Exception? error = null;
        var status = StepStatus.Completed;
        try
        {
            output = await leaf.RunAsync(input, new StepContext(session.Scope, address)).ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled) when (session.IsStopping)
        {
            status = StepStatus.Cancelled;
            error = cancelled;
        }
        catch (Exception failure)
        {
            status = StepStatus.Failed;
            error = failure;
        }

        var result = new StepResult(address, status)
        {
            Stage = stage,
            Attempts = 1,
            Duration = session.Time.GetElapsedTime(started),
            Error = error,
            Reason = status == StepStatus.Cancelled ? session.StopReason : null,
        };
        return new StepOutcome(result, output);
    }

    private static async ValueTask<StepOutcome> RunGroupAsync(
        PlanGroup group, Slot input, StepAddress address, string? stage, RunSession session)
    {
        // Pipelines may be nested deeper than a stack is high.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }

        var started = session.Time.GetTimestamp();
        var (results, output) = await RunAllAsync(group.Steps, input, address, stage, session).ConfigureAwait(false);
        var ended = output is null ? results.First(static step => step.Status is StepStatus.Failed or StepStatus.Cancelled) : null;
        var result = new StepResult(address, ended?.Status ?? StepStatus.Completed)
        {
            Stage = stage,
            Attempts = 1,
            Duration = session.Time.GetElapsedTime(started),
            Error = ended?.Error,
            Reason = ended?.Reason,
            Steps = results,
        };
        return new StepOutcome(result, output);
    }
}
