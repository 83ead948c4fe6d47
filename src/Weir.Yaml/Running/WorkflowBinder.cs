using Weir.Yaml.StepTypes;

namespace Weir.Yaml.Files;

/// <summary>Turns a file into a workflow: every stage and step of it becomes one of the core.</summary>
internal sealed class WorkflowBinder(WorkflowFile file, WorkflowBinding binding)
{
    private readonly SharedParts _shared = binding.Shared ?? new SharedParts(new SecretMask(), new CallCache());
    private readonly DiagnosticBag _bag = new();

    public WorkflowBindingResult Bind()
    {
        var document = file.Document;
        var binder = new InputBinder(document, file.Access, binding, _shared.Secrets, _bag);
        var inputs = binder.Bind();
        if (_bag.HasErrors)
        {
            return new WorkflowBindingResult(null, _bag.ToList());
        }

        var approvals = new ApprovalBinder(document, inputs, binding, _bag).Bind();
        return new WorkflowBindingResult(_bag.HasErrors ? null : Assemble(inputs, binder.SecretNames, approvals), _bag.ToList());
    }

    private BoundWorkflow Assemble(IReadOnlyDictionary<string, object?> inputs, IReadOnlySet<string> secretNames, Dictionary<string, Approval> approvals)
    {
        var document = file.Document;
        var values = new FileValues(inputs, new Dictionary<string, BoundOutput>(StringComparer.Ordinal));
        var hosts = new RunHosts();
        var builder = Workflow.Create(file.Name);
        foreach (var resource in document.Resources)
        {
            builder.LimitResource(resource.Name.Text, resource.Amount);
        }

        var stages = document.Stages.ToDictionary(static stage => stage, stage => builder.AddStage(stage.Name.Text, OptionsOf(stage)));
        var steps = new StepBinder(file, binding, _shared, values, hosts);
        foreach (var (stage, step) in InOrder(document))
        {
            steps.Add(builder, stages[stage], step, approvals.GetValueOrDefault(step.Name.Text));
        }

        if (binding.IsDurable || document.Budget is { OnBreach: "pause" })
        {
            builder.Durable(new DurabilityOptions { Json = StepValueJson.OptionsOf(_shared.Secrets) });
        }

        return new BoundWorkflow(file, binding, new BoundParts(builder.Build(), values, hosts, _shared.Secrets, secretNames, approvals));
    }

    private StageOptions OptionsOf(StageDocument stage) => new()
    {
        MaxParallel = stage.Parallel,
        IsBarrier = stage.IsBarrier,
        Timeout = stage.Timeout ?? binding.Profile?.StageTimeout,
        FailFast = stage.FailsFast,
        AllowPartialFailure = stage.AllowsPartialFailure,
    };

    /// <summary>The steps as they are written, but each behind those that it needs: a step can be added when there is something to read.</summary>
    private static IEnumerable<(StageDocument Stage, StepDocument Step)> InOrder(WorkflowDocument document)
    {
        var places = document.Stages.SelectMany(static stage => stage.Steps.Select(step => (Stage: stage, Step: step))).ToDictionary(static place => place.Step.Name.Text, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(string Name, bool AreNeedsDone)>();
        foreach (var first in places.Keys)
        {
            open.Push((first, false));
            while (open.TryPop(out var next))
            {
                if (done.Contains(next.Name))
                {
                    continue;
                }

                if (next.AreNeedsDone)
                {
                    done.Add(next.Name);
                    yield return places[next.Name];
                    continue;
                }

                open.Push((next.Name, true));
                foreach (var need in StepGraph.NeedsOf(places[next.Name].Step).Reverse())
                {
                    open.Push((need, false));
                }
            }
        }
    }
}
