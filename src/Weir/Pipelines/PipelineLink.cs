namespace Weir;

/// <summary>The steps of a builder, last first: what builders with a common beginning can share.</summary>
internal abstract class PipelineLink(PipelineLink? before, StepSpec step)
{
    private readonly int _count = (before?._count ?? 0) + 1;

    private PipelineLink? Before => before;

    protected StepSpec Step => step;

    /// <param name="last">The last step; null: there is none.</param>
    /// <param name="layers">The layers of the pipeline.</param>
    public static StepSpec[] ToArray(PipelineLink? last, LayerStack layers)
    {
        var steps = new StepSpec[last?._count ?? 0];
        var index = steps.Length;
        for (var at = last; at is not null; at = at.Before)
        {
            steps[--index] = at.Layered(layers);
        }

        return steps;
    }

    protected abstract StepSpec Layered(LayerStack layers);
}

/// <summary>One of them, with its types.</summary>
internal sealed class PipelineLink<TIn, TOut>(PipelineLink? before, StepSpec step) : PipelineLink(before, step)
{
    protected override StepSpec Layered(LayerStack layers)
    {
        var step = Step.Under(layers);
        return step is LeafSpec<TIn, TOut> || !layers.Has(LayerScope.Step) ? step : new LayeredSpec<TIn, TOut>(step, layers, LayerTargetKind.Composite);
    }
}
