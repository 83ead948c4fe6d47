namespace Weir.Yaml.Expressions;

/// <summary><c>inputs.NAME</c></summary>
internal sealed class InputRead(string name, int offset) : Expression(offset)
{
    public string Name => name;

    public override ValueShape ShapeIn(ExpressionNames names) =>
        names.Input(name) ?? throw Error($"There is no input {DiagnosticText.Quote(name)}{DiagnosticText.Suggestion(name, names.Inputs)}");

    public override object? Evaluate(ExpressionScope scope) => scope.Input(name);
}

/// <summary><c>steps.NAME.output</c></summary>
internal sealed class OutputRead(string step, int offset) : Expression(offset)
{
    public string Step => step;

    public override ValueShape ShapeIn(ExpressionNames names) => names.Output(step) ?? throw StatusRead.Unknown(step, names, Offset);

    public override object? Evaluate(ExpressionScope scope) => scope.Output(step);
}

/// <summary><c>steps.NAME.status</c></summary>
internal sealed class StatusRead(string step, int offset) : Expression(offset)
{
    public string Step => step;

    public override ValueShape ShapeIn(ExpressionNames names) => names.Output(step) is null ? throw Unknown(step, names, Offset) : ValueShape.Text;

    public override object? Evaluate(ExpressionScope scope) => scope.Status(step);

    public static ExpressionException Unknown(string step, ExpressionNames names, int offset) =>
        new($"There is no step {DiagnosticText.Quote(step)}{DiagnosticText.Suggestion(step, names.Steps)}", offset);
}

/// <summary><c>item</c></summary>
internal sealed class ItemRead(int offset) : Expression(offset)
{
    public override ValueShape ShapeIn(ExpressionNames names) => names.Item ?? throw Error("'item' is known only inside a step that has 'for-each'.");

    public override object? Evaluate(ExpressionScope scope) => scope.Item;
}

/// <summary><c>index</c></summary>
internal sealed class IndexRead(int offset) : Expression(offset)
{
    public override ValueShape ShapeIn(ExpressionNames names) =>
        names.Item is null ? throw Error("'index' is known only inside a step that has 'for-each'.") : ValueShape.WholeNumber;

    public override object? Evaluate(ExpressionScope scope) => scope.Index;
}

/// <summary><c>run.id</c></summary>
internal sealed class RunIdRead(int offset) : Expression(offset)
{
    public override ValueShape ShapeIn(ExpressionNames names) => ValueShape.Text;

    public override object? Evaluate(ExpressionScope scope) => scope.RunId;
}
