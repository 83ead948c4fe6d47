namespace Weir.Yaml.Expressions;

/// <summary><c>map.field</c> and <c>map["field"]</c>; a field that a map has not is null.</summary>
internal sealed class FieldRead(Expression target, string name, int offset) : Expression(offset)
{
    public override IEnumerable<Expression> Parts => [target];

    public override ValueShape ShapeIn(ExpressionNames names)
    {
        var shape = target.ShapeIn(names);
        return shape switch
        {
            ValueShape.AnyShape => ValueShape.Any,
            ValueShape.MapShape { IsOpen: true } open => Find(open) ?? ValueShape.Any,
            ValueShape.MapShape closed => Find(closed)
                ?? throw Error($"There is no field {DiagnosticText.Quote(name)}{DiagnosticText.Suggestion(name, closed.Fields.Select(static field => field.Name))}"),
            _ => throw Error($"{DiagnosticText.Quote(name)} is asked of {shape}; only a map has fields."),
        };
    }

    public override object? Evaluate(ExpressionScope scope) => Field(target.Evaluate(scope));

    public override object? EvaluateOrNull(ExpressionScope scope) => target.EvaluateOrNull(scope) is { } map ? Field(map) : null;

    private object? Field(object? map) => map is IReadOnlyDictionary<string, object?> fields
        ? fields.GetValueOrDefault(name)
        : throw Error($"{DiagnosticText.Quote(name)} is asked of {StepValues.KindOf(map)}; only a map has fields.");

    private ValueShape? Find(ValueShape.MapShape map) => map.Fields.FirstOrDefault(field => field.Name == name).Shape;
}
