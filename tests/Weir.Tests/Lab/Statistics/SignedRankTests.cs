using Weir.Lab.Statistics;

namespace Weir.Tests.Lab.Statistics;

public class SignedRankTests
{
    /// <summary>The critical values of the tables of the signed-rank test, two-sided: the rank is one more.</summary>
    [Theory]
    [InlineData(5, 0.05, 0)]
    [InlineData(6, 0.05, 1)]
    [InlineData(8, 0.05, 4)]
    [InlineData(10, 0.05, 9)]
    [InlineData(15, 0.05, 26)]
    [InlineData(20, 0.05, 53)]
    [InlineData(25, 0.05, 90)]
    [InlineData(30, 0.05, 138)]
    [InlineData(50, 0.05, 435)]
    [InlineData(7, 0.01, 0)]
    [InlineData(10, 0.01, 4)]
    [InlineData(20, 0.01, 38)]
    [InlineData(30, 0.01, 110)]
    public void LowerRank_OfTheTables_IsTheOneThere(int count, double alpha, long rank) => Assert.Equal(rank, SignedRank.LowerRank(count, alpha));

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.01)]
    [InlineData(0.0001)]
    public void LowerRank_WhereTheApproximationBegins_GoesOnNearlyWithoutAJump(double alpha)
    {
        var (last, first) = (SignedRank.LowerRank(100, alpha), SignedRank.LowerRank(101, alpha));
        var step = last - SignedRank.LowerRank(99, alpha);
        Assert.InRange(first, last + step - (last / 50), last + step + 3);
    }
}
