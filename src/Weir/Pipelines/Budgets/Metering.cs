namespace Weir;

/// <summary>What a budget asks of a pipeline.</summary>
internal static class Metering
{
    /// <summary>Makes the metered plans of a pipeline and of all inside it, the innermost first: pipelines may be nested deeper than a stack is high.</summary>
    public static void Prepare(IPipeline pipeline)
    {
        var seen = new HashSet<IPipeline>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(IPipeline Pipeline, bool IsPrepared)>([(pipeline, false)]);
        while (open.TryPop(out var next))
        {
            if (next.IsPrepared)
            {
                next.Pipeline.Meter();
            }
            else if (seen.Add(next.Pipeline))
            {
                open.Push((next.Pipeline, true));
                foreach (var inner in next.Pipeline.Inner)
                {
                    open.Push((inner, false));
                }
            }
        }
    }

    /// <summary>Refuses a budget that cannot be kept.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="owner">What has it, such as <c>the run of 'order'</c>.</param>
    /// <param name="steps">What is to run under it.</param>
    /// <param name="name">What the paths of the steps begin with.</param>
    /// <param name="isKept">Whether its runs are in a store.</param>
    /// <param name="runs">Of what the runs are; default <paramref name="name"/>.</param>
    /// <exception cref="InvalidOperationException">It is to pause runs that nothing keeps, or requires estimates, and a step has none.</exception>
    public static void Require(Budget budget, string owner, IReadOnlyList<StepSpec> steps, string name, bool isKept, string? runs = null)
    {
        if (budget.OnBreach == BudgetBreach.Pause && !isKept)
        {
            throw new InvalidOperationException($"The budget of {owner} is to pause, but nothing keeps the runs of '{runs ?? name}'; make it Durable, or choose another OnBreach.");
        }

        if (budget.RequireEstimates && FindUnestimated(steps, name) is { } path)
        {
            throw new InvalidOperationException($"The budget of {owner} requires estimates, and the step '{path}' has none; give it one with Estimate.");
        }
    }

    /// <summary>The path of the first step of which nobody said how much it uses; null: there is none.</summary>
    private static string? FindUnestimated(IReadOnlyList<StepSpec> steps, string name)
    {
        var seen = new HashSet<IReadOnlyList<StepSpec>>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(IReadOnlyList<StepSpec> Steps, string Path)>([(steps, name)]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next.Steps))
            {
                continue;
            }

            foreach (var step in next.Steps)
            {
                if (step.Unestimated.FirstOrDefault() is { } missing)
                {
                    return missing == step.Name ? $"{next.Path}/{missing}" : $"{next.Path}/{step.Name}/{missing}";
                }

                foreach (var inner in step.Pipelines)
                {
                    open.Push((inner.Steps, $"{next.Path}/{step.Name}"));
                }
            }
        }

        return null;
    }
}
