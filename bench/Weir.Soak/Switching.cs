using Weir.Layers.Caching;
using Weir.Layers.CircuitBreaking;
using Weir.Layers.Contexts;
using Weir.Layers.Fusion;
using Weir.Layers.Hedging;
using Weir.Layers.Pooling;

namespace Weir.Soak;

/// <summary>Switches layers on and off at random while runs are under way.</summary>
internal static class Switching
{
    // Each so that it does what it does, and refuses or repeats no call.
    private static readonly Func<OptimizationOptions, OptimizationOptions>[] Parts =
    [
        static options => options with { Fusion = new FusionOptions() },
        static options => options with { Contexts = new ContextsOptions() },
        static options => options with { Pooling = new PoolingOptions { MaxObjects = 16 } },
        static options => options with { Caching = new CachingOptions { MaxEntries = 100 } },
        static options => options with { CircuitBreaking = new CircuitBreakingOptions { MinimumCalls = 1_000_000, FailureRatio = 1 } },
        static options => options with { Hedging = new HedgingOptions { Delay = TimeSpan.FromDays(1) } },
    ];

    /// <summary>Until it is over.</summary>
    /// <returns>How often it switched.</returns>
    public static async Task<long> RunAsync(Executor executor, Dependency dependency, Random random, CancellationToken over)
    {
        var switches = 0L;
        for (; !over.IsCancellationRequested; switches++)
        {
            var chosen = random.Next(1 << Parts.Length);
            if (chosen == 0)
            {
                executor.DisableOptimizations();
            }
            else
            {
                executor.EnableOptimizations(Parts.Where((_, i) => (chosen & (1 << i)) != 0).Aggregate(OptimizationOptions.None, static (all, part) => part(all)));
            }

            dependency.IsDown = random.Next(4) == 0;
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 40)), TimeProvider.System, CancellationToken.None);
        }

        dependency.IsDown = false;
        return switches;
    }
}
