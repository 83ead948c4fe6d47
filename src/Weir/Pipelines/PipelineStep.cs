namespace Weir;

/// <summary>A whole pipeline as the step of a guard, so that attempts, time-outs and checks stand around all of it.</summary>
internal sealed class PipelineStep<TIn, TOut>(string name, Pipeline<TIn, TOut> pipeline) : Step<TIn, TOut>
{
    public override string Name => name;

    internal override bool IsPipeline => true;

    public IPipeline Pipeline => pipeline;

    public IReadOnlyList<StepSpec> Steps => pipeline.Steps;

    public override ValueTask<TOut> RunAsync(TIn input, StepContext context) => context.Scope is Frame outer
        ? new GroupFrame<TOut>(pipeline.Plan, context).RunAsync(outer, input)
        : new ValueTask<TOut>(context.Fail<TOut>($"The pipeline '{name}' was called with another context than it was given."));
}
