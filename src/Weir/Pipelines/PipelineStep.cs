namespace Weir;

/// <summary>A whole pipeline as the step of a guard, so that attempts, time-outs and checks stand around all of it.</summary>
/// <param name="name">The name of the step.</param>
/// <param name="pipeline">The pipeline.</param>
/// <param name="plan">What of it runs: the plan that counts for budgets, or the plain one.</param>
internal sealed class PipelineStep<TIn, TOut>(string name, Pipeline<TIn, TOut> pipeline, Plan plan) : Step<TIn, TOut>
{
    public override string Name => name;

    internal override bool IsPipeline => true;

    /// <summary>The same as it runs in the plan that is being made.</summary>
    public PipelineStep<TIn, TOut> For(SlotTable slots) => slots.IsMetered || slots.Choices is not null ? new(name, pipeline, pipeline.PlanFor(slots)) : this;

    public IPipeline Pipeline => pipeline;

    public IReadOnlyList<StepSpec> Steps => pipeline.Steps;

    public override ValueTask<TOut> RunAsync(TIn input, StepContext context) => Frame.Of(context) is { } outer
        ? new GroupFrame<TOut>(plan, context).RunAsync(outer, input)
        : new ValueTask<TOut>(context.Fail<TOut>($"The pipeline '{name}' was called with another context than it was given."));
}
