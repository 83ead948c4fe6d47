using Weir.Yaml.Expressions;

namespace Weir.Yaml.Files;

/// <summary>What all expressions of a bound file read: its inputs, and what its steps give.</summary>
/// <param name="Inputs">The values of the inputs.</param>
/// <param name="Outputs">The outputs of the steps; complete before anything runs.</param>
internal sealed record FileValues(IReadOnlyDictionary<string, object?> Inputs, Dictionary<string, BoundOutput> Outputs);

/// <summary>What an expression of a step reads when the step runs.</summary>
internal sealed class FileScope(FileValues values, StepReads reads) : ExpressionScope
{
    public override object? Item => throw new NotSupportedException("Only a step with 'for-each' has items.");

    public override long Index => throw new NotSupportedException("Only a step with 'for-each' has items.");

    public override string RunId => reads.RunId;

    public override object? Input(string name) => values.Inputs[name];

    public override object? Output(string step) => values.Outputs[step].ValueIn(reads);

    public override string Status(string step) => WordOf(reads.StatusOf(values.Outputs[step].Handle));

    public static string WordOf(StepStatus status) => status switch
    {
        StepStatus.Completed => "completed",
        StepStatus.Failed => "failed",
        StepStatus.Skipped => "skipped",
        StepStatus.Cancelled => "cancelled",
        _ => "paused",
    };
}

/// <summary>The same for one item of a fan-out.</summary>
internal sealed class ItemScope(FileScope outside, object? item, long index) : ExpressionScope
{
    public override object? Item => item;

    public override long Index => index;

    public override string RunId => outside.RunId;

    public override object? Input(string name) => outside.Input(name);

    public override object? Output(string step) => outside.Output(step);

    public override string Status(string step) => outside.Status(step);
}

/// <summary>What the outputs of a file read when its run has ended.</summary>
internal sealed class EndScope(FileValues values, Run run) : ExpressionScope
{
    private readonly Dictionary<string, StepStatus> _statuses = run.Steps.ToDictionary(static step => step.Name, static step => step.Status, StringComparer.Ordinal);

    public override object? Item => throw new NotSupportedException("Outputs have no items.");

    public override long Index => throw new NotSupportedException("Outputs have no items.");

    public override string RunId => run.Id;

    public override object? Input(string name) => values.Inputs[name];

    public override object? Output(string step) => values.Outputs[step].ValueIn(run);

    public override string Status(string step) => FileScope.WordOf(_statuses[step]);

    /// <summary>A value; null where it has none because a step that it reads did not complete.</summary>
    /// <exception cref="ExpressionException">It has none for another reason.</exception>
    public object? Give(ValueTemplate value)
    {
        try
        {
            return value.Evaluate(this);
        }
        catch (ExpressionException) when (value.Expressions.OfType<OutputRead>().Any(read => _statuses[read.Step] != StepStatus.Completed))
        {
            return null;
        }
    }
}
