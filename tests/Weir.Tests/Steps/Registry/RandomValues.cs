namespace Weir.Tests.Steps.Registry;

/// <summary>Draws values that steps hand on; the same for the same seed.</summary>
internal sealed class RandomValues(int seed)
{
    private static readonly string[] Texts = ["", "a", "\"quoted\"", "tab\t line\n nul\0", "ünï", "😀", "</script>", "1", "true", "\\u0041", new('x', 300)];

    private static readonly double[] Numbers = [0, -0.0, 0.1, -1.5, 1e300, double.Epsilon, double.MaxValue, 9007199254740993, 1e18, 1e19];

    private static readonly long[] Integers = [0, 1, -1, long.MaxValue, long.MinValue, 9007199254740993];

    private readonly Random _random = new(seed);

    public object? Next(int depth) => _random.Next(depth > 0 ? 7 : 5) switch
    {
        0 => null,
        1 => _random.Next(2) == 0,
        2 => Integers[_random.Next(Integers.Length)],
        3 => Numbers[_random.Next(Numbers.Length)],
        4 => Texts[_random.Next(Texts.Length)],
        5 => Enumerable.Range(0, _random.Next(5)).Select(_ => Next(depth - 1)).ToArray(),
        _ => Map(depth),
    };

    private OrderedDictionary<string, object?> Map(int depth)
    {
        var map = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        for (var i = _random.Next(5); i > 0; i--)
        {
            map[Texts[_random.Next(Texts.Length)]] = Next(depth - 1);
        }

        return map;
    }
}
