namespace Weir.Layers.Concurrency;

/// <summary>Many callers, each with many calls of a small step: as items of a map that are counted by a limit, or each in a task of its own.</summary>
/// <param name="name">The name of the workload.</param>
/// <param name="length">How long a call takes, in words.</param>
/// <param name="rounds">How long it takes, in operations of about 2.5 ns that wait for each other: counted and not timed, so that it is the same work everywhere.</param>
/// <param name="target">What has to be gained, in percent.</param>
internal sealed class ConcurrencyWorkload(string name, string length, int rounds, double target) : MetricWorkload
{
    public const int Callers = 20;
    public const int Calls = 500;

    private const int Small = 80;
    private const int Larger = 520;

    /// <summary>The metric.</summary>
    public static ConcurrencyWorkload OfTheMetric => new("concurrency", "0.2 µs", Small, 50);

    /// <summary>What the layer has to gain.</summary>
    public static ConcurrencyWorkload OfTheLayer => new("concurrency-0.2-us", "0.2 µs", Small, 50);

    /// <summary>Calls that a task of their own is not too dear for: nothing is to be lost.</summary>
    public static ConcurrencyWorkload OfLargerCalls => new("concurrency-1.3-us", "1.3 µs", Larger, -3);

    public override string Name => name;

    public override string Unit => $"{Callers} callers with {Calls} calls of a step of about {length} each";

    public override string Baseline => "Task.Run for each call";

    public override double Target => target;

    public override ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken) => variant == WorkloadVariant.Baseline
        ? OpenBaselineAsync(OptimizationOptions.None, cancellationToken)
        : new ValueTask<WorkloadSide>(new ConcurrencySide(NewExecutor(new OptimizationOptions { Concurrency = new ConcurrencyOptions() }), rounds, isMapped: true));

    public override ValueTask<WorkloadSide> OpenBaselineAsync(OptimizationOptions options, CancellationToken cancellationToken) =>
        new(new ConcurrencySide(NewExecutor(options), rounds, isMapped: false));

    private static Executor NewExecutor(OptimizationOptions options) => new(new ExecutorOptions { Optimizations = options });
}
