namespace Weir.Yaml.Files;

/// <summary>Reads <c>steps</c> of a stage.</summary>
internal sealed class StepReader(ValueReader values, PartReader parts, DiagnosticBag bag)
{
    public List<StepDocument> Read(YamlFields stage)
    {
        var steps = new List<StepDocument>();
        if (stage.Require("steps") is { Value: YamlSequence { Items.Count: 0 } none })
        {
            bag.Error(WorkflowCodes.Empty, none.Position, "The stage has no steps; give it one, or take it out.");
        }

        foreach (var step in stage.FieldsOfItems("steps"))
        {
            var name = parts.Name(step, "name", "step") ?? DocumentReader.Unnamed(step.Map);
            var fields = new YamlFields(step.Map, name.Text.Length == 0 ? "the step" : $"the step '{name.Text}'", bag);
            fields.Find("name");
            steps.Add(Read(name, fields));
            fields.Finish();
        }

        return steps;
    }

    private StepDocument Read(YamlScalar name, YamlFields step) => new(name, Call(step) ?? new CallDocument(DocumentReader.Unnamed(step.Map), []))
    {
        ForEach = step.Find("for-each") is { } forEach ? values.Read(forEach.Value) : null,
        Needs = step.Texts("needs"),
        If = step.Find("if") is { } condition ? values.ReadCondition(condition.Value) : null,
        Attempts = parts.Attempts(step),
        Resources = parts.Resources(step, "resource"),
        FallBack = Inner(step, "fallback"),
        Cheaper = Inner(step, "cheaper"),
        CacheTtl = CacheTtl(step),
        OnFailure = step.Word("on-failure", ["skip-dependents", "continue", "stop"]) switch
        {
            "continue" => FailureReaction.Continue,
            "stop" => FailureReaction.Stop,
            _ => FailureReaction.SkipDependents,
        },
    };

    private CallDocument? Inner(YamlFields step, string field)
    {
        if (step.Fields(field) is not { } inner)
        {
            return null;
        }

        var call = Call(inner);
        inner.Finish();
        return call;
    }

    private CallDocument? Call(YamlFields fields)
    {
        var uses = fields.RequireText("uses");
        var with = fields.Mapping("with")?.Entries.Select(entry => (entry.Key, values.Read(entry.Value))).ToArray() ?? [];
        return uses is null ? null : new CallDocument(uses, with);
    }

    private TimeSpan? CacheTtl(YamlFields step)
    {
        if (step.Fields("cache") is not { } cache)
        {
            return null;
        }

        cache.Require("ttl");
        var ttl = parts.Duration(cache, "ttl");
        cache.Finish();
        return ttl;
    }
}
