namespace Weir;

/// <summary>A step of the user's.</summary>
internal sealed class LeafSpec<TIn, TOut>(string name, StepSettings<TIn, TOut> settings) : StepSpec(name)
{
    public LeafSpec(string name, Step<TIn, TOut> step, Action<StepBuilder<TIn, TOut>>? configure = null)
        : this(name, Configure(name, step, configure))
    {
    }

    public override IEnumerable<IPipeline> Pipelines => settings.Step is PipelineStep<TIn, TOut> { Pipeline: var pipeline } ? [pipeline] : [];

    public override bool HasOptimizations => settings.Optimizations is not null || base.HasOptimizations;

    public override IEnumerable<Type> KeptTypes => [typeof(TOut)];

    public override IEnumerable<Type> Services => settings.Services;

    public override IEnumerable<string> Unestimated => settings.Unestimated;

    public override LeafSpec<TIn, TOut> Under(LayerStack layers) =>
        settings.Under(layers) is var layered && ReferenceEquals(layered, settings) ? this : new LeafSpec<TIn, TOut>(Name, layered);

    public override Node ToNode(SlotTable slots) => settings.ToNode(Name, slots);

    public override StepDescriptor Describe(StepAddress parent)
    {
        var described = settings.Describe(Name, parent);
        if (settings.Step is not PipelineStep<TIn, TOut> pipeline)
        {
            return described;
        }

        var address = new StepAddress(parent, Name);
        return described with { Kind = StepKind.Pipeline, Parts = [new StepPartDescriptor("", () => DescribeAll(pipeline.Steps, address))] };
    }

    private static StepSettings<TIn, TOut> Configure(string name, Step<TIn, TOut> step, Action<StepBuilder<TIn, TOut>>? configure)
    {
        var builder = new StepBuilder<TIn, TOut>(name);
        configure?.Invoke(builder);
        return builder.Build(step);
    }
}
