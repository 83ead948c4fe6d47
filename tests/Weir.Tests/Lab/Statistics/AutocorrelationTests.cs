using Weir.Lab.Statistics;

namespace Weir.Tests.Lab.Statistics;

public class AutocorrelationTests
{
    [Fact]
    public void Inflation_OfEqualValues_IsOne() => Assert.Equal(1, Autocorrelation.Inflation([4, 4, 4, 4, 4, 4]));

    [Theory]
    [InlineData(0, 1, 1.3)]
    [InlineData(0.5, 2.2, 4)]
    [InlineData(0.8, 6, 13)]
    public void Inflation_OfAMemory_IsNearItsFormula(double memory, double least, double most)
    {
        var random = new SeededRandom(5);
        var state = 0.0;
        double[] values = [.. Enumerable.Range(0, 4_000).Select(_ => state = (memory * state) + Noise.Normal(random))];

        // (1 + memory) / (1 - memory)
        Assert.InRange(Autocorrelation.Inflation(values), least, most);
    }

    [Fact]
    public void Inflation_OfAnOutlier_StaysSmall()
    {
        var random = new SeededRandom(5);
        double[] values = [.. Enumerable.Range(0, 1_000).Select(i => i == 500 ? 1e9 : Noise.Normal(random))];
        Assert.InRange(Autocorrelation.Inflation(values), 1, 1.6);
    }
}
