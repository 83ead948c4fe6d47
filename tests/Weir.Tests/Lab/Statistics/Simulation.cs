using Weir.Lab.Statistics;

namespace Weir.Tests.Lab.Statistics;

/// <summary>A comparison without a clock: pairs of samples with a known change, in the order and with the looks of a real one.</summary>
internal static class Simulation
{
    public const int Seeds = 1_000;

    /// <summary>Compares two sides of which the second takes <paramref name="change"/> percent less, under noise that both share.</summary>
    public static ChangeEstimate Compare(int seed, string shape, double change, Goal goal)
    {
        var noise = Noise.Shapes[shape](new SeededRandom(seed));
        var coin = new SeededRandom(~seed);
        var factor = 1 - (change / 100);
        return Compare(goal, () =>
        {
            var (early, late) = (1000 * Math.Exp(noise()), 1000 * Math.Exp(noise()));
            return coin.Next(2) == 0 ? (early, factor * late) : (late, factor * early);
        });
    }

    public static ChangeEstimate Compare(Goal goal, Func<(double Baseline, double Optimized)> next)
    {
        var all = new SequentialChange(goal.Confidence);
        while (true)
        {
            var (baseline, optimized) = next();
            all.Add(baseline, optimized);
            if (all.IsDue)
            {
                var estimate = all.Look(all.IsFull);
                if (all.IsFull || goal.IsSettled(estimate))
                {
                    return estimate;
                }
            }
        }
    }

    /// <summary>For how many of 1,000 seeds something is so.</summary>
    public static int Count(Func<int, bool> holds) => Enumerable.Range(1, Seeds).Count(holds);
}
