namespace Weir.Layers.Telemetry;

/// <summary>Says for a pipeline how its runs are exported. It changes nothing of the plan: the executor asks for it when it meets the pipeline.</summary>
internal sealed class TelemetryStrategy(TelemetryOptions options) : PipelineStrategy
{
    public override string Name => "telemetry";

    public override bool IsEnabled => options.Enabled;

    public TelemetryOptions Options => options;
}
