using Weir.Yaml.Expressions;
using Weir.Yaml.StepTypes;

namespace Weir.Yaml.Files;

/// <summary>Finds approvals, and budgets that pause, where nobody could answer them.</summary>
internal sealed class PlaceChecker(WorkflowDocument document, bool isIncluded, DiagnosticBag bag)
{
    public void Check()
    {
        if (isIncluded && document.Budget is { OnBreach: "pause" })
        {
            bag.Error(WorkflowCodes.Place, document.Name.Position, "The budget of a workflow that another one runs cannot pause, for nothing keeps its run; choose another 'on-breach'.");
        }

        foreach (var step in document.Steps)
        {
            Check(step);
        }
    }

    private void Check(StepDocument step)
    {
        foreach (var call in step.Calls.Skip(1).Where(static call => call.Uses.Text == HumanApproveStep.Id))
        {
            bag.Error(WorkflowCodes.Place, call.Uses.Position, $"'{HumanApproveStep.Id}' cannot stand in for another step; make it a step of its own.");
        }

        if (step.Call.Uses.Text != HumanApproveStep.Id)
        {
            return;
        }

        if (isIncluded)
        {
            bag.Error(WorkflowCodes.Place, step.Name.Position, $"A workflow that another one runs cannot ask with '{HumanApproveStep.Id}', for nothing keeps its run; ask in the file that is run.");
        }

        if (step.ForEach is not null || step.FallBack is not null || step.Cheaper is not null)
        {
            bag.Error(WorkflowCodes.Place, step.Name.Position, $"'{HumanApproveStep.Id}' asks once; it has no 'for-each', 'fallback' and 'cheaper'.");
        }

        if (step.CacheTtl is not null || step.Attempts is not { Timeout: null, Retry: null } || step.Resources.Count > 0)
        {
            bag.Warning(WorkflowCodes.NoEffect, step.Name.Position, $"'timeout', 'retry', 'resource' and 'cache' have no effect on '{HumanApproveStep.Id}'.");
        }

        var choices = step.Call.With.FirstOrDefault(static entry => entry.Name.Text == HumanApproveStep.Choices).Value;
        if (choices is not null && choices.Expressions.Any(static part => part is OutputRead or StatusRead or ItemRead or IndexRead or RunIdRead))
        {
            bag.Error(WorkflowCodes.Place, choices.Position, "'choices' is known before anything runs; it may read inputs and nothing else.");
        }
    }
}
