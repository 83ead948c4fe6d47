using Weir.Yaml.Expressions;
using Weir.Yaml.StepTypes;

namespace Weir.Yaml.Files;

/// <summary>Finds what a file asks people, and takes the answers that are known.</summary>
internal sealed class ApprovalBinder(WorkflowDocument document, IReadOnlyDictionary<string, object?> inputs, WorkflowBinding binding, DiagnosticBag bag)
{
    /// <summary>All approvals of the file by the names of their steps, answered or not.</summary>
    public Dictionary<string, Approval> Bind()
    {
        var approvals = document.Steps.Where(static step => step.Call.Uses.Text == HumanApproveStep.Id)
            .ToDictionary(static step => step.Name.Text, ApprovalOf, StringComparer.Ordinal);
        foreach (var (step, answer) in binding.Answers)
        {
            if (!approvals.TryGetValue(step, out var approval))
            {
                bag.Error(WorkflowCodes.GivenAnswer, document.Name.Position, $"The workflow '{document.Name.Text}' has no approval {DiagnosticText.Quote(step)}{bag.Suggestion(step, approvals.Keys)}");
            }
            else if (approval.Refusal(answer) is { } refusal)
            {
                bag.Error(WorkflowCodes.GivenAnswer, approval.Position, refusal);
            }
        }

        return approvals;
    }

    private Approval ApprovalOf(StepDocument step)
    {
        var given = step.Call.With.FirstOrDefault(static entry => entry.Name.Text == HumanApproveStep.Choices).Value;
        return new Approval(step.Name.Text, given is null ? HumanApproveStep.DefaultChoices : ChoicesOf(given), step.Name.Position);
    }

    private IReadOnlyList<string> ChoicesOf(ValueTemplate given)
    {
        string? wrong;
        try
        {
            var value = given.Evaluate(new InputScope(inputs));
            wrong = HumanApproveStep.Wrong(value);
            if (wrong is null)
            {
                return [.. ((IReadOnlyList<object?>)value!).Cast<string>()];
            }
        }
        catch (ExpressionException error)
        {
            wrong = error.Message;
        }

        bag.Error(WorkflowCodes.Parameter, given.Position, wrong);
        return HumanApproveStep.DefaultChoices;
    }

    /// <summary>Before anything runs there are inputs and nothing else; the check of the file saw to it.</summary>
    private sealed class InputScope(IReadOnlyDictionary<string, object?> inputs) : ExpressionScope
    {
        public override string RunId => throw Unknown();

        public override object? Item => throw Unknown();

        public override long Index => throw Unknown();

        public override object? Input(string name) => inputs.GetValueOrDefault(name);

        public override object? Output(string step) => throw Unknown();

        public override string Status(string step) => throw Unknown();

        private static NotSupportedException Unknown() => new("Nothing but inputs is known before a run.");
    }
}
