using Weir.Yaml.Expressions;
using Weir.Yaml.StepTypes;

namespace Weir.Yaml.Files;

/// <summary>Adds the steps of a file to a workflow.</summary>
internal sealed class StepBinder(WorkflowFile file, WorkflowBinding binding, SharedParts shared, FileValues values, RunHosts hosts)
{
    private static readonly RetryOptions Once = new() { MaxAttempts = 1 };

    public void Add(WorkflowBuilder builder, StageBuilder stage, StepDocument step, Approval? approval)
    {
        var name = step.Name.Text;
        StepOutput[] reads = [.. StepGraph.ReadsOf(step).Select(HandleOf)];
        StepOutput[] needs = [.. step.Needs.Select(need => HandleOf(need.Text))];
        var output = approval is not null ? AddApproval(stage, step, reads, needs)
            : step.ForEach is { } items ? AddForEach(stage, step, items, reads, needs)
            : BoundOutput.Of(stage.AddStep<object?>(name, reads, StepOf<StepReads>(name, step.Call, step, ScopeOf), how => Configure(how, step, ScopeOf), needs));
        values.Outputs.Add(name, output);
        builder.Configure(output.Handle, how => Configure(how, step));
    }

    private StepOutput HandleOf(string step) => values.Outputs[step].Handle;

    private FileScope ScopeOf(StepReads reads) => new(values, reads);

    private ItemScope ScopeOf(ForEachItem<object?> item) => new(ScopeOf(item.Reads), item.Value, item.Index);

    private BoundOutput AddForEach(StageBuilder stage, StepDocument step, ValueTemplate items, StepOutput[] reads, StepOutput[] needs)
    {
        var call = StepOf<ForEachItem<object?>>(step.Name.Text, step.Call, step, ScopeOf);
        return BoundOutput.Of(stage.AddForEach<object?, object?>(step.Name.Text, reads, ItemsOf, call, how => Configure(how, step, ScopeOf), needs));

        IEnumerable<object?> ItemsOf(StepReads reads) => Evaluate(items, reads) is IReadOnlyList<object?> list
            ? list
            : throw new ExpressionException($"{items.Position}: 'for-each' must be a list, and it is {StepValues.KindOf(Evaluate(items, reads))}.", 0);
    }

    private BoundOutput AddApproval(StageBuilder stage, StepDocument step, StepOutput[] reads, StepOutput[] needs)
    {
        var name = step.Name.Text;
        if (binding.Answers.TryGetValue(name, out var answer))
        {
            return BoundOutput.Of(stage.AddStep<object?>(name, reads, Step.From<StepReads, object?>(name, _ => answer), configure: null, needs));
        }

        var question = step.Call.With.First(static entry => entry.Name.Text == "question").Value;
        return BoundOutput.Of(stage.AddPause<string>(name, reads, from => shared.Secrets.Apply(StepValues.ToText(Evaluate(question, from))), needs));
    }

    /// <summary>A value that the scheduler asks for, outside of any call.</summary>
    private object? Evaluate(ValueTemplate value, StepReads reads)
    {
        try
        {
            return value.Evaluate(ScopeOf(reads));
        }
        catch (ExpressionException error) when (shared.Secrets.Masked(error) is { } masked)
        {
            throw masked;
        }
    }

    private void Configure(WorkflowStepBuilder how, StepDocument step)
    {
        if (step.If is { } condition)
        {
            var names = condition.Expressions.Select(static part => part switch
            {
                OutputRead output => output.Step,
                StatusRead status => status.Step,
                _ => null,
            });
            how.When([.. names.OfType<string>().Distinct(StringComparer.Ordinal).Select(HandleOf)], reads => Evaluate(condition, reads) is bool isMet
                ? isMet
                : throw new ExpressionException($"{condition.Position}: 'if' must be true or false, and it is {StepValues.KindOf(Evaluate(condition, reads))}.", 0));
        }

        foreach (var resource in step.Resources)
        {
            how.Uses(resource.Name.Text, resource.Amount);
        }

        if (step.OnFailure != FailureReaction.SkipDependents)
        {
            how.OnFailure(step.OnFailure == FailureReaction.Stop ? StepFailureAction.Stop : StepFailureAction.Continue);
        }
    }

    private void Configure<TIn>(StepBuilder<TIn, object?> how, StepDocument step, Func<TIn, ExpressionScope> scopeOf)
    {
        ConfigureCall(how, step.Attempts, TypeOf(step.Call).IsBlocking || (step.Cheaper is { } less && TypeOf(less).IsBlocking));
        if (step.FallBack is { } fallBack)
        {
            how.FallBackTo(StepOf(fallBack.Uses.Text, fallBack, step, scopeOf), other => ConfigureCall(other, step.Attempts with { Retry = Once }, TypeOf(fallBack).IsBlocking));
        }

        if (file.Document.Budget is null)
        {
            return;
        }

        if (!TypeOf(step.Call).IsMetered)
        {
            how.Estimate(default);
        }

        if (step.Cheaper is { } cheaper)
        {
            how.Cheaper(cheaper.Uses.Text, StepOf(cheaper.Uses.Text, cheaper, step, scopeOf), default);
        }
    }

    private void ConfigureCall<TIn>(StepBuilder<TIn, object?> how, AttemptDocument attempts, bool isBlocking)
    {
        if (isBlocking)
        {
            how.RunOnThread();
        }

        if ((attempts.Retry ?? file.Document.Defaults.Retry) is { MaxAttempts: > 1 } retry)
        {
            how.Retry(retry with { ShouldRetry = static failed => !BoundCall.IsForGood(failed.Error) });
        }

        if ((attempts.Timeout ?? file.Document.Defaults.Timeout) is { } timeout)
        {
            how.AttemptTimeout(timeout);
        }
    }

    private FileStep<TIn> StepOf<TIn>(string name, CallDocument call, StepDocument step, Func<TIn, ExpressionScope> scopeOf) =>
        new(name, new BoundCall(TypeOf(call), call, file.Access, shared.Secrets, IncludedRunOf(call))
        {
            Caching = step.CacheTtl is { } ttl ? (shared.Cache, ttl) : null,
        }, scopeOf);

    private Func<StepArguments, StepContext, ValueTask<object?>>? IncludedRunOf(CallDocument call) =>
        file.Includes.TryGetValue(call, out var included) ? new IncludedRun(included, binding, shared, hosts).RunAsync : null;

    private StepType TypeOf(CallDocument call) =>
        file.Options.Types.TryGet(call.Uses.Text, out var type) ? type : throw new InvalidOperationException($"There is no step type '{call.Uses.Text}'.");
}
