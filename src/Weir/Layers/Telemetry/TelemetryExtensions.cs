using Weir.Layers.Telemetry;

namespace Weir;

/// <summary>Adds the export of runs.</summary>
public static class TelemetryExtensions
{
    /// <summary>Lets runs of the pipeline be sampled, and what they did be exported in batches, by the <see cref="ExecutorOptions.TelemetryExporter"/> of the executor.</summary>
    /// <remarks>This goes before what <see cref="OptimizationOptions.Telemetry"/> says, also with <see cref="TelemetryOptions.Enabled"/> false. Where the pipeline stands in another, that one decides.</remarks>
    /// <typeparam name="TIn">What the pipeline takes.</typeparam>
    /// <typeparam name="TOut">What the last step so far gives.</typeparam>
    /// <param name="builder">The pipeline.</param>
    /// <param name="options">Which share, and how; default <c>new TelemetryOptions()</c>.</param>
    /// <returns>A builder with telemetry.</returns>
    /// <exception cref="InvalidOperationException">The pipeline has telemetry already.</exception>
    /// <exception cref="ArgumentException">A batch is longer than the queue.</exception>
    public static PipelineBuilder<TIn, TOut> AddTelemetry<TIn, TOut>(this PipelineBuilder<TIn, TOut> builder, TelemetryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        options ??= new TelemetryOptions();
        if (options.BatchSize > options.QueueLength)
        {
            throw new ArgumentException(
                $"{nameof(options.BatchSize)} is {options.BatchSize}, but {nameof(options.QueueLength)} is {options.QueueLength}, so a batch could never be full; make the queue at least as long as a batch.", nameof(options));
        }

        return builder.AddStrategy(new TelemetryStrategy(options));
    }
}
