using System.Globalization;

namespace Weir.Layers.Caching;

/// <summary>A step that computes, called as Zipf's law asks for keys, with or without a cache.</summary>
internal sealed class CachingSide : WorkloadSide
{
    private const int CallsOfAUnit = 500;

    // From then on the hit rate grows by little.
    private const int UnitsToFill = 60;

    // About 20 µs: each round takes about 2 ns, as its operations wait for each other.
    private const int Rounds = 10_000;

    private static readonly int[] Requests = ZipfRequests.Make(100_000, withScans: false);

    private readonly Executor _executor;
    private readonly Pipeline<int, ulong> _pipeline;
    private readonly CachingLayer? _layer;
    private readonly IReadOnlyList<WorkloadCheck> _rated;

    // What each key gave first; 0: nothing yet.
    private readonly ulong[] _values = new ulong[Requests.Max() + 1];
    private int _next;

    public CachingSide(OptimizationOptions options, CachingLayer? layer, IReadOnlyList<WorkloadCheck> rated)
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

    /// <summary>Fills the cache: one that still does would get better while it is measured.</summary>
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < UnitsToFill; i++)
        {
            await RunAsync(cancellationToken).ConfigureAwait(RunQueue.IsHere);
        }
    }

    public override async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < CallsOfAUnit; i++)
        {
            var key = Requests[_next];
            var value = await _executor.InvokeAsync(_pipeline, key, cancellationToken).ConfigureAwait(RunQueue.IsHere);
            if (_values[key] != value && _values[key] != 0)
            {
                throw new InvalidOperationException($"Key {key} gave {value}, and {_values[key]} before.");
            }

            _values[key] = value;
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
}
