using Weir.Yaml.Expressions;

namespace Weir.Yaml.Files;

/// <summary>Holds what a step is given against what its type takes.</summary>
internal sealed class CallChecker(StepTypeCatalog types, StepAccess access, ExpressionNames names, DiagnosticBag bag)
{
    public void Check(CallDocument call)
    {
        StepType? type = null;
        if (call.Uses.Text.Length > 0 && !types.TryGet(call.Uses.Text, out type))
        {
            var known = types.Types.Select(static type => type.Name).ToList();
            bag.Error(WorkflowCodes.UnknownType, call.Uses.Position, $"There is no step type {DiagnosticText.Quote(call.Uses.Text)}{bag.Suggestion(call.Uses.Text, known)} The types are {DiagnosticText.List(known)}.");
        }

        var literals = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in call.With)
        {
            var shape = value.ShapeIn(names, bag);
            if (type is not null)
            {
                CheckParameter(type, name, value, shape, literals);
            }
        }

        if (type is not null)
        {
            CheckWhole(type, call, literals);
        }
    }

    private void CheckParameter(StepType type, YamlScalar name, ValueTemplate value, ValueShape shape, Dictionary<string, object?> literals)
    {
        if (type.Parameters.FirstOrDefault(parameter => parameter.Name == name.Text) is not { } parameter)
        {
            bag.Error(WorkflowCodes.UnknownParameter, name.Position, $"'{type.Name}' does not know {DiagnosticText.Quote(name.Text)}{bag.Suggestion(name.Text, type.Parameters.Select(static known => known.Name))}");
            return;
        }

        if (!shape.MayBe(parameter.Shape))
        {
            bag.Error(WorkflowCodes.Parameter, value.Position, $"'{name.Text}' of '{type.Name}' must be {parameter.Shape}, and it is {shape}.");
        }
        else if (value.IsLiteral)
        {
            var literal = value.Evaluate(null!);
            literals[name.Text] = literal;
            CheckLiteral(type, parameter, literal, value.Position);
        }
    }

    private void CheckLiteral(StepType type, StepParameter parameter, object? literal, SourcePosition position)
    {
        if (literal is not string text)
        {
            return;
        }

        if (parameter.Words.Count > 0 && !parameter.Words.Contains(text))
        {
            bag.Error(WorkflowCodes.Parameter, position, $"'{parameter.Name}' of '{type.Name}' must be one of {DiagnosticText.List(parameter.Words)}, and it is {DiagnosticText.Quote(text)}{bag.Suggestion(text, parameter.Words)}");
        }

        if (parameter.Permission is { } kind && access.Refusal(kind, text) is { } refusal)
        {
            bag.Error(WorkflowCodes.Permission, position, refusal);
        }

        if (parameter.IsPartOfWorkflow)
        {
            CheckPart(text, position);
        }
    }

    private void CheckPart(string path, SourcePosition position)
    {
        try
        {
            if (!File.Exists(access.PathOfPart(path)))
            {
                bag.Error(WorkflowCodes.MissingFile, position, $"There is no file {DiagnosticText.Quote(path)} beside the workflow.");
            }
        }
        catch (PermissionDeniedException error)
        {
            bag.Error(WorkflowCodes.Permission, position, error.Message);
        }
    }

    private void CheckWhole(StepType type, CallDocument call, Dictionary<string, object?> literals)
    {
        foreach (var missing in type.Parameters.Where(parameter => parameter.IsRequired && !call.With.Any(entry => entry.Name.Text == parameter.Name)))
        {
            bag.Error(WorkflowCodes.MissingParameter, call.Uses.Position, $"'{type.Name}' needs '{missing.Name}': {missing.Description}");
        }

        var given = call.With.Select(static entry => entry.Name.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var (parameter, message) in type.Check(literals).Concat(type.CheckGiven(given)))
        {
            var place = call.With.FirstOrDefault(entry => entry.Name.Text == parameter).Value?.Position ?? call.Uses.Position;
            bag.Error(WorkflowCodes.Parameter, place, message);
        }
    }
}
