namespace Weir.Tests.Lab.Statistics;

/// <summary>What a machine does to the time of one sample after the other: the logarithm of a factor, made from a seed.</summary>
internal static class Noise
{
    /// <summary>The shapes by name. What comes to a moment comes to whichever side is measured then.</summary>
    public static readonly Dictionary<string, Func<SeededRandom, Func<double>>> Shapes = new(StringComparer.Ordinal)
    {
        ["normal"] = static random => () => 0.03 * Normal(random),
        ["heavy tails"] = static random => () => Math.Clamp(0.01 * Math.Tan(Math.PI * (random.NextDouble() - 0.5)), -3, 3),
        ["skewed"] = static random => () => -0.05 * Math.Log(1 - random.NextDouble()),
        ["collections"] = static random => () => (0.01 * Normal(random)) + (random.Next(12) == 0 ? 0.4 : 0),
        ["drift"] = static random =>
        {
            var at = 0;
            return () => (0.001 * at++) + (0.02 * Normal(random));
        },
        ["memory"] = static random =>
        {
            var state = 0.0;
            return () => (state = (0.95 * state) + (0.02 * Normal(random))) + (0.01 * Normal(random));
        },
        ["two speeds"] = static random =>
        {
            var slow = false;
            return () => ((slow ^= random.Next(30) == 0) ? 0.3 : 0) + (0.01 * Normal(random));
        },
        ["rhythm"] = static random =>
        {
            var at = 0;
            return () => (0.1 * Math.Cos(Math.PI * at++)) + (0.01 * Normal(random));
        },
    };

    public static IEnumerable<string> Names => Shapes.Keys;

    /// <summary>A standard normal number, by Box and Muller.</summary>
    public static double Normal(SeededRandom random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
