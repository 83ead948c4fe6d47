using Weir.Yaml.Expressions;

namespace Weir.Yaml.Files;

/// <summary>What expressions of a file can read.</summary>
internal sealed class DocumentNames : ExpressionNames
{
    private readonly Dictionary<string, ValueShape> _inputs;
    private readonly Dictionary<string, ValueShape> _outputs;

    public DocumentNames(WorkflowDocument document, StepTypeCatalog types)
    {
        _inputs = document.Inputs.ToDictionary(static input => input.Name.Text, static input => InputValues.ShapeOf(input.Type), StringComparer.Ordinal);
        _outputs = new(StringComparer.Ordinal);
        foreach (var step in document.Steps)
        {
            _outputs.TryAdd(step.Name.Text, ShapeOf(step, types));
        }
    }

    private DocumentNames(DocumentNames outside, ValueShape? item)
    {
        _inputs = outside._inputs;
        _outputs = outside._outputs;
        Item = item;
    }

    public override ValueShape? Item { get; }

    public override IReadOnlyCollection<string> Inputs => _inputs.Keys;

    public override IReadOnlyCollection<string> Steps => _outputs.Keys;

    public override ValueShape? Input(string name) => _inputs.GetValueOrDefault(name);

    public override ValueShape? Output(string step) => _outputs.GetValueOrDefault(step);

    /// <summary>The same inside a fan-out; null: there is none.</summary>
    public DocumentNames Inside(ValueShape? item) => new(this, item);

    private static ValueShape ShapeOf(StepDocument step, StepTypeCatalog types)
    {
        var shape = Shapes.Join(new[] { step.Call, step.FallBack, step.Cheaper }.OfType<CallDocument>().Select(call => ShapeOf(call, types)));
        return step.ForEach is null ? shape : ValueShape.ListOf(shape);
    }

    private static ValueShape ShapeOf(CallDocument call, StepTypeCatalog types) => types.TryGet(call.Uses.Text, out var type)
        ? type.OutputOf(call.With.Select(static entry => entry.Name.Text).ToHashSet(StringComparer.Ordinal))
        : ValueShape.Any;
}
