using Weir.Yaml.Expressions;

namespace Weir.Yaml.Files;

/// <summary>Finds what is wrong with a file that can be read: names, needs, types, permissions, files.</summary>
internal sealed class DocumentChecker(WorkflowDocument document, StepTypeCatalog types, StepAccess access, DiagnosticBag bag)
{
    public void Check()
    {
        Unique(document.Stages.Select(static stage => stage.Name), "stages");
        Unique(document.Steps.Select(static step => step.Name), "steps");
        CheckNeeds();
        CheckResources();
        CheckBudget();
        var names = new DocumentNames(document, types);
        foreach (var step in document.Steps)
        {
            CheckStep(step, names);
        }

        foreach (var (_, value) in document.Outputs)
        {
            value.ShapeIn(names, bag);
        }
    }

    private void Unique(IEnumerable<YamlScalar> names, string what)
    {
        var first = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        foreach (var name in names.Where(static name => name.Text.Length > 0))
        {
            if (!first.TryAdd(name.Text, name))
            {
                bag.Error(WorkflowCodes.Duplicate, name.Position, $"Two {what} are named '{name.Text}'; the first stands in line {first[name.Text].Position.Line}.");
            }
        }
    }

    private void CheckNeeds()
    {
        var names = document.Steps.Select(static step => step.Name.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var need in document.Steps.SelectMany(static step => step.Needs).Where(need => !names.Contains(need.Text)))
        {
            bag.Error(WorkflowCodes.UnknownStep, need.Position, $"There is no step {DiagnosticText.Quote(need.Text)}{bag.Suggestion(need.Text, names)}");
        }

        if (new StepGraph(document).FindCycle() is not { } cycle)
        {
            return;
        }

        var step = document.Steps.First(step => cycle.Contains(step.Name.Text));
        bag.Error(WorkflowCodes.Cycle, step.Name.Position, cycle.Count == 2
            ? $"The step '{cycle[0]}' needs itself: it reads its own output, or stands in its own 'needs'."
            : $"Circular dependency: {string.Join(" → ", cycle)}; each needs the next.");
    }

    private void CheckResources()
    {
        var limits = document.Resources.ToDictionary(static resource => resource.Name.Text, static resource => resource.Amount, StringComparer.Ordinal);
        foreach (var wanted in document.Steps.SelectMany(static step => step.Resources))
        {
            if (!limits.TryGetValue(wanted.Name.Text, out var limit))
            {
                bag.Error(WorkflowCodes.Resource, wanted.Name.Position, $"The resource {DiagnosticText.Quote(wanted.Name.Text)} is not declared in 'resources'{bag.Suggestion(wanted.Name.Text, limits.Keys)}");
            }
            else if (wanted.Amount > limit)
            {
                bag.Error(WorkflowCodes.Resource, wanted.Name.Position, $"The step takes {wanted.Amount} of the resource '{wanted.Name.Text}', and there are {limit}; it could never start.");
            }
        }
    }

    private void CheckBudget()
    {
        var degrades = document.Budget?.OnBreach == "degrade";
        if (degrades && document.Steps.All(static step => step.Cheaper is null))
        {
            bag.Warning(WorkflowCodes.NoEffect, document.Name.Position, "The budget degrades, but no step has a 'cheaper' one; a breach will stop the run.");
        }

        foreach (var step in document.Steps.Where(step => step.Cheaper is not null && !degrades))
        {
            bag.Warning(WorkflowCodes.NoEffect, step.Cheaper!.Uses.Position, "'cheaper' has no effect unless the budget has 'on-breach: degrade'.");
        }
    }

    private void CheckStep(StepDocument step, DocumentNames names)
    {
        if (step.If?.ShapeIn(names, bag) is { } condition && !condition.MayBe(ValueShape.Boolean))
        {
            bag.Error(WorkflowCodes.Expression, step.If.Position, $"'if' must be true or false, and it is {condition}.");
        }

        ValueShape? item = null;
        if (step.ForEach?.ShapeIn(names, bag) is { } list)
        {
            item = list is ValueShape.ListShape known ? known.Item : ValueShape.Any;
            if (!list.MayBe(ValueShape.AnyList))
            {
                bag.Error(WorkflowCodes.Expression, step.ForEach.Position, $"'for-each' must be a list, and it is {list}.");
            }
        }

        var calls = new CallChecker(types, access, names.Inside(item), bag);
        foreach (var call in step.Calls)
        {
            calls.Check(call);
        }
    }
}
