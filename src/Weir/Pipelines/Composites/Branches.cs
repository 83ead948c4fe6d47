namespace Weir;

/// <summary>Named pipelines, as steps take them.</summary>
internal static class Branches
{
    /// <summary>Checks them at the call of the builder.</summary>
    /// <param name="step">The step that has them.</param>
    /// <param name="noun">What they are: <c>case</c> or <c>branch</c>.</param>
    /// <param name="branches">The names and pipelines.</param>
    /// <param name="reserved">A name that none of them may have, and why; null: there is none.</param>
    public static IReadOnlyList<(string Name, Pipeline<TIn, TOut> Pipeline)> Require<TIn, TOut>(
        string step, string noun, IReadOnlyList<(string Name, Pipeline<TIn, TOut> Pipeline)> branches, (string Name, string Owner)? reserved = null)
    {
        ArgumentNullException.ThrowIfNull(branches);
        var copy = branches.ToArray();
        if (copy.Length == 0)
        {
            throw new ArgumentException($"The step '{step}' has no {noun}; give it at least one.", nameof(branches));
        }

        foreach (var (name, pipeline) in copy)
        {
            StepName.Require(name, noun);
            if (pipeline is null)
            {
                throw new ArgumentException($"The {noun} '{name}' of the step '{step}' has no pipeline.", nameof(branches));
            }

            if (name == reserved?.Name)
            {
                throw new ArgumentException($"The {noun} '{name}' of the step '{step}' has the name of {reserved.Value.Owner}; name it otherwise.", nameof(branches));
            }
        }

        RequireDistinct(step, noun, [.. copy.Select(static branch => branch.Name)]);
        return copy;
    }

    public static void RequireDistinct(string step, string noun, IReadOnlyList<string> names)
    {
        if (names.GroupBy(static name => name, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The step '{step}' has two {(noun == FanOut.Branch ? "branches" : $"{noun}s")} named '{twice.Key}'.", nameof(names));
        }
    }

    public static (string Name, Plan Plan)[] ToPlans<TIn, TOut>(
        IReadOnlyList<(string Name, Pipeline<TIn, TOut> Pipeline)> branches, SlotTable slots) =>
        [.. branches.Select(branch => (branch.Name, branch.Pipeline.PlanFor(slots)))];
}
