namespace Weir.Yaml.Files;

/// <summary>Reads the keys of a workflow file. Never throws for what a file contains; what it cannot use is reported and left out.</summary>
internal sealed class DocumentReader(YamlMapping root, SourceText text, DiagnosticBag bag)
{
    /// <summary>The largest number that a budget counts to.</summary>
    internal const long MaxBudget = 1_000_000_000_000_000_000;

    private readonly ValueReader _values = new(text, bag);
    private readonly PartReader _parts = new(bag);

    /// <summary>Null: there is nothing to go on with.</summary>
    public WorkflowDocument? Read()
    {
        var fields = new YamlFields(root, "the workflow", bag);
        if (!IsVersionKnown(fields))
        {
            return null;
        }

        var name = _parts.Name(fields, "name", "workflow");
        var steps = new StepReader(_values, _parts, bag);
        var document = new WorkflowDocument(name ?? Unnamed(root))
        {
            Description = fields.Text("description")?.Text,
            Inputs = new InputReader(bag).Read(fields),
            Permissions = Permissions(fields),
            Defaults = fields.Fields("defaults") is { } defaults ? _parts.Attempts(defaults, isWhole: true) : new AttemptDocument(),
            Resources = _parts.Resources(fields, "resources"),
            Budget = Budget(fields),
            Stages = Stages(fields, steps),
            Outputs = Outputs(fields),
        };
        fields.Finish();
        return document;
    }

    /// <summary>Stands for a name that is missing, which was reported.</summary>
    internal static YamlScalar Unnamed(YamlNode place) => new("", YamlScalarKind.Text, isPlain: true, place.Position);

    private bool IsVersionKnown(YamlFields fields)
    {
        var entry = fields.Find("weir");
        if (entry is null)
        {
            bag.Error(WorkflowCodes.Version, root.Position, "The format version is missing; a workflow file begins with 'weir: 1'.");
            return false;
        }

        if (entry.Value is YamlScalar { Kind: YamlScalarKind.WholeNumber, Text: "1" })
        {
            return true;
        }

        bag.Error(WorkflowCodes.Version, entry.Value.Position, $"The format version is {YamlFields.Shown(entry.Value)}; this Weir reads version 1.");
        return false;
    }

    private List<PermissionDocument> Permissions(YamlFields fields)
    {
        var permissions = new List<PermissionDocument>();
        if (fields.Fields("permissions") is not { } given)
        {
            return permissions;
        }

        foreach (var kind in Enum.GetValues<PermissionKind>())
        {
            foreach (var value in given.Texts(kind.ToString().ToLowerInvariant()))
            {
                if (string.IsNullOrWhiteSpace(value.Text))
                {
                    bag.Error(WorkflowCodes.Permission, value.Position, "The permission is empty; name what is permitted.");
                    continue;
                }

                permissions.Add(new PermissionDocument(kind, value));
            }
        }

        given.Finish();
        return permissions;
    }

    private BudgetDocument? Budget(YamlFields fields)
    {
        if (fields.Fields("budget") is not { } budget)
        {
            return null;
        }

        var read = new BudgetDocument
        {
            Cost = budget.Number("cost-usd", 0.000_000_001m, 1_000_000_000m),
            Tokens = budget.WholeNumber("tokens", 1, MaxBudget),
            Steps = budget.WholeNumber("steps", 1, MaxBudget),
            Time = _parts.Duration(budget, "time"),
            OnBreach = budget.Word("on-breach", ["stop", "pause", "degrade"]) ?? "stop",
        };
        budget.Finish();
        if (read is { Cost: null, Tokens: null, Steps: null, Time: null } && !bag.HasErrors)
        {
            bag.Warning(WorkflowCodes.NoEffect, budget.Position, "The budget limits nothing; give cost-usd, tokens, steps or time.");
        }

        return read;
    }

    private List<StageDocument> Stages(YamlFields fields, StepReader steps)
    {
        var stages = new List<StageDocument>();
        if (fields.Require("stages") is not { } entry)
        {
            return stages;
        }

        foreach (var stage in fields.FieldsOfItems("stages"))
        {
            var read = new StageDocument(_parts.Name(stage, "name", "stage") ?? Unnamed(stage.Map))
            {
                Parallel = (int?)stage.WholeNumber("parallel", 1, 1_000_000),
                IsBarrier = stage.Boolean("barrier") ?? false,
                Timeout = _parts.Timeout(stage),
                FailsFast = stage.Word("fail", ["fast", "collect"]) == "fast",
                AllowsPartialFailure = stage.Boolean("allow-partial-failure") ?? false,
                Steps = steps.Read(stage),
            };
            stage.Finish();
            stages.Add(read);
        }

        if (entry.Value is YamlSequence { Items.Count: 0 })
        {
            bag.Error(WorkflowCodes.Empty, entry.Value.Position, "The workflow has no stages; give it one.");
        }

        return stages;
    }

    private List<(YamlScalar, ValueTemplate)> Outputs(YamlFields fields) =>
        fields.Mapping("outputs") is { } outputs ? [.. outputs.Entries.Select(entry => (entry.Key, _values.Read(entry.Value)))] : [];
}
