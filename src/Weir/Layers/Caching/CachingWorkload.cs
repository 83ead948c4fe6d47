using System.Globalization;

namespace Weir.Layers.Caching;

/// <summary>What caching is for: a step that computes, and is asked for some things often and for many seldom.</summary>
public sealed class CachingWorkload : Workload
{
    private const int Entries = 1_000;
    private const int CallsOfAUnit = 500;

    // About 20 µs: each round takes about 2 ns, as its operations wait for each other.
    private const int Rounds = 10_000;

    private const int RatedRequests = 200_000;

    private static readonly int[] Requests = ZipfRequests.Make(100_000, withScans: false);

    /// <inheritdoc/>
    public override string Name => "cache";

    /// <inheritdoc/>
    public override string Unit => "500 calls of a step of 20 µs, Zipf 0.9 over 10,000 keys";

    /// <inheritdoc/>
    public override string Baseline => "no cache: every call computes";

    /// <inheritdoc/>
    public override double Target => 25;

    /// <summary>A cache whose hit rate this one is compared with, on Zipf 0.9 with scans and as many entries; default null, none.</summary>
    public CachingRival? Rival { get; init; }

    /// <inheritdoc/>
    public override async ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken)
    {
        if (variant == WorkloadVariant.Baseline)
        {
            return new Side(OptimizationOptions.None, null, []);
        }

        return new Side(OptimizationOptions.None, Layer.Caching(new CachingOptions { MaxEntries = Entries }), Rival is null ? [] : [await RateAsync(Rival, cancellationToken).ConfigureAwait(RunQueue.IsHere)]);
    }

    /// <summary>The same as one of the metrics.</summary>
    internal MetricWorkload AsMetric() => new Metric(this);

    private static async ValueTask<WorkloadCheck> RateAsync(CachingRival rival, CancellationToken cancellationToken)
    {
        var requests = ZipfRequests.Make(RatedRequests, withScans: true);
        var layer = Layer.Caching(new CachingOptions { MaxEntries = Entries });
        var pipeline = Pipeline.Create<int>("rated").Then("step", static key => key).AddLayer(layer).Build();
        var executor = new Executor();
        await using (executor.ConfigureAwait(RunQueue.IsHere))
        {
            foreach (var key in requests)
            {
                await executor.InvokeAsync(pipeline, key, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            }
        }

        var points = 100 * (layer.Statistics.HitRate!.Value - rival.HitRate(requests, Entries));
        return new WorkloadCheck($"hit rate over {rival.Name}, with scans", points, "points", 3, AtMost: false);
    }

    private static ulong Compute(int key)
    {
        var value = (ulong)key + 1;
        for (var i = 0; i < Rounds; i++)
        {
            value ^= value << 13;
            value ^= value >> 7;
            value ^= value << 17;
        }

        return value;
    }

    /// <summary>What can be measured under options of others. The base class is no part of the public API.</summary>
    private sealed class Metric(CachingWorkload workload) : MetricWorkload
    {
        public override string Name => workload.Name;

        public override string Unit => workload.Unit;

        public override string Baseline => workload.Baseline;

        public override double Target => workload.Target;

        public override ValueTask<WorkloadSide> OpenAsync(WorkloadVariant variant, CancellationToken cancellationToken) => workload.OpenAsync(variant, cancellationToken);

        public override ValueTask<WorkloadSide> OpenBaselineAsync(OptimizationOptions options, CancellationToken cancellationToken) => new(new Side(options, null, []));
    }

    private sealed class Side : WorkloadSide
    {
        private readonly Executor _executor;
        private readonly Pipeline<int, ulong> _pipeline;
        private readonly CachingLayer? _layer;
        private readonly IReadOnlyList<WorkloadCheck> _rated;
        private int _next;

        public Side(OptimizationOptions options, CachingLayer? layer, IReadOnlyList<WorkloadCheck> rated)
        {
            _executor = new Executor(new ExecutorOptions { Optimizations = options });

            // With a context, as a step that asks for something has one: options of an executor put no layers around a plain function.
            var pipeline = Pipeline.Create<int>("cache").Then("compute", static (int key, StepContext _) => new ValueTask<ulong>(Compute(key)));
            _pipeline = (layer is null ? pipeline : pipeline.AddLayer(layer)).Build();
            _layer = layer;
            _rated = rated;
        }

        public override IReadOnlyList<WorkloadCheck> Checks => _layer?.Statistics.HitRate is { } rate
            ? [new WorkloadCheck("hit rate", 100 * rate, "%", 55, AtMost: false), .. _rated]
            : _rated;

        public override async ValueTask RunAsync(CancellationToken cancellationToken)
        {
            for (var i = 0; i < CallsOfAUnit; i++)
            {
                await _executor.InvokeAsync(_pipeline, Requests[_next], cancellationToken).ConfigureAwait(RunQueue.IsHere);
                _next = (_next + 1) % Requests.Length;
            }
        }

        public override async ValueTask<string> OutputAsync(CancellationToken cancellationToken)
        {
            var sum = 0UL;
            foreach (var key in Requests.Take(CallsOfAUnit))
            {
                sum = (sum * 31) + await _executor.InvokeAsync(_pipeline, key, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            }

            return sum.ToString(CultureInfo.InvariantCulture);
        }

        public override async ValueTask DisposeAsync()
        {
            await _executor.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
            await base.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
        }
    }
}

/// <summary>Another cache, to compare how often it has what is asked for.</summary>
/// <param name="Name">Its name, such as <c>MemoryCache</c>.</param>
/// <param name="HitRate">Asks a new one with that many entries for each key in turn, puts in what it lacks, and gives hits divided by requests, 0 to 1.</param>
public sealed record CachingRival(string Name, Func<IReadOnlyList<int>, int, double> HitRate);
