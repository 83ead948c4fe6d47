namespace Weir;

/// <summary>A step as a pipeline or workflow holds it: under a name of its own, its types erased.</summary>
internal abstract class PlanStep(string name)
{
    public string Name => name;
}

/// <summary>A step of the user's.</summary>
internal abstract class PlanLeaf(string name) : PlanStep(name)
{
    public abstract ValueTask<Slot> RunAsync(Slot input, StepContext context);
}

internal sealed class PlanLeaf<TIn, TOut>(string name, Step<TIn, TOut> step) : PlanLeaf(name)
{
    public override async ValueTask<Slot> RunAsync(Slot input, StepContext context) =>
        new Slot<TOut>(await step.RunAsync(((Slot<TIn>)input).Value, context).ConfigureAwait(false));
}

/// <summary>A whole pipeline that stands as one step.</summary>
internal sealed class PlanGroup(string name, IReadOnlyList<PlanStep> steps) : PlanStep(name)
{
    public IReadOnlyList<PlanStep> Steps => steps;
}
