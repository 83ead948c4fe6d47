using Perfolizer.Mathematics.GenericEstimators;
using Weir.Lab;
using Weir.Lab.Statistics;

namespace Weir.Tests.Lab.Statistics;

public class SequentialChangeTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(0)]
    [InlineData(-40)]
    public void Look_OfAKnownShift_FindsItInAnIntervalAroundIt(double change)
    {
        var random = new SeededRandom(7);
        var all = new SequentialChange(0.95);
        for (var i = 0; i < 200; i++)
        {
            all.Add(1000 * Math.Exp(0.05 * Noise.Normal(random)), 1000 * (1 - (change / 100)) * Math.Exp(0.05 * Noise.Normal(random)));
        }

        var estimate = all.Look(last: true);
        Assert.InRange(estimate.Change, change - 2, change + 2);
        Assert.InRange(change, estimate.Interval.Low, estimate.Interval.High);
        Assert.InRange(estimate.Interval.HalfWidth, 0.1, 3);
    }

    /// <summary>A gain of one side is the loss of the other, in logarithms.</summary>
    [Fact]
    public void Estimate_OfSwappedSides_IsTheInverse()
    {
        var random = new SeededRandom(3);
        double[] logs = [.. Enumerable.Range(0, 60).Select(_ => 0.2 + (0.1 * Noise.Normal(random)))];
        var one = SequentialChange.Estimate(logs, 0.05);
        var other = SequentialChange.Estimate([.. logs.Select(static log => -log)], 0.05);
        Assert.Equal(1, (1 - (one.Change / 100)) * (1 - (other.Change / 100)), 9);
        Assert.Equal(1, (1 - (one.Interval.Low / 100)) * (1 - (other.Interval.High / 100)), 9);
    }

    [Fact]
    public void Look_OfEqualBytes_IsExactlyZero()
    {
        var all = new SequentialChange(0.95);
        for (var i = 0; i < 24; i++)
        {
            all.Add(0, i % 2 == 0 ? 0 : 0.4);
        }

        var estimate = all.Look(last: true);
        Assert.Equal(new ChangeEstimate(0, new ChangeInterval(0, 0)), estimate);
        Assert.Equal(ProofVerdict.Met, new TargetGoal(0, 3, 0.95).Judge(estimate));
    }

    [Fact]
    public void Look_OfTooFewPairs_KnowsNothing()
    {
        var all = new SequentialChange(0.95);
        for (var i = 0; i < 5; i++)
        {
            all.Add(1000, 500);
        }

        var estimate = all.Look(last: true);
        Assert.Equal(50, estimate.Change, 9);
        Assert.Equal(ChangeInterval.Unknown, estimate.Interval);
        Assert.Equal(ProofVerdict.Undecided, new TargetGoal(20, 3, 0.95).Judge(estimate));
    }

    /// <summary>Six pairs are the fewest of which an interval of 95 % can be made: all of one sign happens once in 32 times.</summary>
    [Fact]
    public void Look_WhenItIsTheLast_MayMissWithAllThatIsLeft()
    {
        var all = new SequentialChange(0.95);
        foreach (var optimized in new[] { 510.0, 500, 490, 505, 495, 501 })
        {
            all.Add(1000, optimized);
        }

        Assert.Equal(49, all.Look(last: true).Interval.Low, 6);
    }

    [Fact]
    public void IsDue_AfterEachLook_WaitsForTheNext()
    {
        var all = new SequentialChange(0.95);
        var looks = new List<int>();
        for (var count = 1; count <= SequentialChange.MaxPairs; count++)
        {
            all.Add(1, 1);
            if (all.IsDue)
            {
                looks.Add(count);
                all.Look(all.IsFull);
            }
        }

        Assert.Equal([24, 41, 69, 118, 200, 340, 579, 984], looks);
        Assert.True(all.IsFull);
        Assert.False(all.IsDue);
    }

    [Fact]
    public void Median_OfWalshAverages_IsThatOfPerfolizer()
    {
        var random = new SeededRandom(11);
        foreach (var count in new[] { 1, 2, 3, 10, 51, 120 })
        {
            double[] values = [.. Enumerable.Range(0, count).Select(_ => Noise.Normal(random)).Order()];
            Assert.Equal(HodgesLehmannEstimator.Instance.Median(new Perfolizer.Sample(values)), WalshAverages.Median(values), 9);
        }
    }

    [Fact]
    public void Select_OfEveryRank_IsTheSortedList()
    {
        double[] values = [-3, -1, -1, 0, 0.5, 2, 2, 7];
        double[] all = [.. values.SelectMany((one, i) => values.Skip(i).Select(other => (one + other) / 2)).Order()];
        Assert.Equal(all, Enumerable.Range(1, all.Length).Select(rank => WalshAverages.Select(values, rank)));
    }
}
