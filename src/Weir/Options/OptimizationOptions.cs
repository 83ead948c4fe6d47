using Weir.Layers.Caching;
using Weir.Layers.CircuitBreaking;
using Weir.Layers.Concurrency;
using Weir.Layers.Contexts;
using Weir.Layers.Fusion;
using Weir.Layers.Hedging;
using Weir.Layers.Pooling;
using Weir.Layers.Telemetry;

namespace Weir;

/// <summary>Which layers are on, and how each is set up: for an executor, a pipeline or, of those that stand around one step (caching, circuit breaking, hedging), a step. Immutable, and compared by value.</summary>
/// <remarks>
/// What is null is not said here, so that the next outer level decides: that of the step, then of the pipeline, then of the executor. What nobody says is off.
/// A layer is taken as a whole: options of two levels are never mixed in one layer.
/// </remarks>
public sealed record OptimizationOptions : IOptimizations
{
    /// <summary>Says nothing: every layer is off, unless an outer level says otherwise.</summary>
    public static OptimizationOptions None { get; } = new();

    /// <summary>Buffers and objects that are used again; default null, not said here.</summary>
    public PoolingOptions? Pooling { get; init; }

    /// <summary>State that branches share until they change it; default null, not said here.</summary>
    public ContextsOptions? Contexts { get; init; }

    /// <summary>Neighbouring small steps that become one; default null, not said here.</summary>
    public FusionOptions? Fusion { get; init; }

    /// <summary>A limit for the calls of steps that run at once; default null, not said here.</summary>
    public ConcurrencyOptions? Concurrency { get; init; }

    /// <summary>Outputs that are kept for later calls; default null, not said here.</summary>
    public CachingOptions? Caching { get; init; }

    /// <summary>Runs that are sampled and exported in batches; default null, not said here.</summary>
    public TelemetryOptions? Telemetry { get; init; }

    /// <summary>Steps that keep failing and are not called for a while; default null, not said here.</summary>
    public CircuitBreakingOptions? CircuitBreaking { get; init; }

    /// <summary>Steps that take long and are called once more; default null, not said here.</summary>
    public HedgingOptions? Hedging { get; init; }

    /// <summary>Whether the options of an executor may be swapped while it runs; default null, not said here, which is true where nobody says otherwise.</summary>
    public bool? AllowRuntimeChanges { get; init; }

    /// <summary>
    /// Names these options, in 16 hexadecimal digits: the first of the SHA-256 of their canonical JSON, reasons included. The same on every machine for options that are equal and have no code;
    /// of code, such as <see cref="CircuitBreakingOptions.Key"/>, it tells only whether there is some. Computed at each call.
    /// </summary>
    public string Hash => OptionsText.Hash(this);

    /// <summary>Puts these options over those of the next outer level.</summary>
    /// <param name="outer">What holds where these say nothing.</param>
    /// <returns>Both in one.</returns>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public OptimizationOptions Over(OptimizationOptions outer)
    {
        ArgumentNullException.ThrowIfNull(outer);
        return new()
        {
            Pooling = Pooling ?? outer.Pooling,
            Contexts = Contexts ?? outer.Contexts,
            Fusion = Fusion ?? outer.Fusion,
            Concurrency = Concurrency ?? outer.Concurrency,
            Caching = Caching ?? outer.Caching,
            Telemetry = Telemetry ?? outer.Telemetry,
            CircuitBreaking = CircuitBreaking ?? outer.CircuitBreaking,
            Hedging = Hedging ?? outer.Hedging,
            AllowRuntimeChanges = AllowRuntimeChanges ?? outer.AllowRuntimeChanges,
        };
    }

    /// <summary>Refuses options that contradict each other. Each value has been checked where it was assigned; this is about two that are right alone. Layers that are off are not looked at.</summary>
    /// <exception cref="ArgumentException">Two contradict each other; the message names both, their values and what would be right.</exception>
    public void Validate()
    {
        if (Contradiction.Of(this).FirstOrDefault() is { } first)
        {
            throw new ArgumentException(first.ToString());
        }
    }

    /// <summary>Refuses what options of a step cannot say, for it stands around several steps or around runs.</summary>
    internal void ValidateForStep(string step)
    {
        Validate();
        (string Name, bool IsSaid)[] wider =
        [
            (nameof(Pooling), Pooling is not null),
            (nameof(Contexts), Contexts is not null),
            (nameof(Fusion), Fusion is not null),
            (nameof(Concurrency), Concurrency is not null),
            (nameof(Telemetry), Telemetry is not null),
        ];
        if (wider.FirstOrDefault(static one => one.IsSaid) is { Name: { } name })
        {
            throw new ArgumentException($"Step '{step}': {name} is nothing that one step can say, for it is about several steps or whole runs; say it for the pipeline or the executor.");
        }
    }
}
