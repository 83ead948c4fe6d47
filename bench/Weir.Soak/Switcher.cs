using Weir.Layers.Caching;
using Weir.Layers.CircuitBreaking;
using Weir.Layers.Concurrency;
using Weir.Layers.Contexts;
using Weir.Layers.Fusion;
using Weir.Layers.Hedging;
using Weir.Layers.Pooling;
using Weir.Layers.Telemetry;

namespace Weir.Soak;

/// <summary>Switches the layers of an executor on and off at random, while runs are in flight.</summary>
internal sealed class Switcher(Executor executor, int seed)
{
    private readonly Random _random = new(seed);

    public int Switches { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (_random.Next(6) == 0)
            {
                executor.DisableOptimizations();
            }
            else
            {
                executor.EnableOptimizations(Draw());
            }

            Switches++;
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(1, 60)), TimeProvider.System, CancellationToken.None);
        }
    }

    // Loads have failures that are meant: a breaker may not open by them, and nothing is called twice; a limit below the two calls of hedging is refused.
    private OptimizationOptions Draw() => new()
    {
        Pooling = IsOn() ? new PoolingOptions { MaxObjects = 20 } : null,
        Contexts = IsOn() ? new ContextsOptions() : null,
        Fusion = IsOn() ? new FusionOptions() : null,
        Concurrency = IsOn() ? new ConcurrencyOptions { MaxConcurrent = _random.Next(2, 20), PartitionSize = _random.Next(1, 40) } : null,
        Caching = IsOn() ? new CachingOptions { MaxEntries = 50 } : null,
        Telemetry = IsOn() ? new TelemetryOptions { SamplingRate = _random.NextDouble() } : null,
        CircuitBreaking = IsOn() ? new CircuitBreakingOptions { MinimumCalls = 1_000_000 } : null,
        Hedging = IsOn() ? new HedgingOptions { Delay = TimeSpan.FromMinutes(1) } : null,
    };

    private bool IsOn() => _random.Next(2) == 0;
}
