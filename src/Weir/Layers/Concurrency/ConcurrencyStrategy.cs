namespace Weir.Layers.Concurrency;

/// <summary>Lets a limit count the calls of the fan-outs of pipelines. All pipelines that have this object share the limit.</summary>
internal sealed class ConcurrencyStrategy(ConcurrencyOptions options) : PipelineStrategy
{
    public override string Name => "concurrency";

    public override bool IsEnabled => options.Enabled;

    public override CallLimit? Limit { get; } = new FairLimit(options);
}
