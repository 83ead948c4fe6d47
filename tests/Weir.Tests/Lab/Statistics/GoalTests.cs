using Weir.Lab;
using Weir.Lab.Statistics;

namespace Weir.Tests.Lab.Statistics;

public class GoalTests
{
    [Theory]
    [InlineData(20, 60, ProofVerdict.Met)]
    [InlineData(20, 22, ProofVerdict.Met)]
    [InlineData(19.9, 25.9, ProofVerdict.NotMet)]
    [InlineData(19.9, 26, ProofVerdict.Undecided)]
    [InlineData(-500, -400, ProofVerdict.Undecided)]
    [InlineData(-3, -1, ProofVerdict.NotMet)]
    [InlineData(double.NegativeInfinity, 100, ProofVerdict.Undecided)]
    public void Judge_OfATarget_LooksAtTheLowerEndAndThenAtTheWidth(double low, double high, ProofVerdict verdict) =>
        Assert.Equal(verdict, new TargetGoal(20, 3, 0.95).Judge(Estimate((low + high) / 2, low, high)));

    /// <summary>Measuring goes on while more pairs could change the verdict.</summary>
    [Theory]
    [InlineData(20, 60, false)]
    [InlineData(20, 25, true)]
    [InlineData(19, 22, false)]
    [InlineData(14, 19.9, true)]
    [InlineData(10, 19, false)]
    public void IsSettled_OfATarget_NeedsANarrowIntervalWithoutIt(double low, double high, bool settled) =>
        Assert.Equal(settled, new TargetGoal(20, 3, 0.95).IsSettled(Estimate((low + high) / 2, low, high)));

    [Theory]
    [InlineData(0, -1.5, 1.5, ProofVerdict.Met)]
    [InlineData(1.5, -1, 4, ProofVerdict.Met)]
    [InlineData(1.4, -1.4, 4.1, ProofVerdict.Undecided)]
    [InlineData(1.6, 0.2, 3, ProofVerdict.NotMet)]
    [InlineData(-5, -6, -4, ProofVerdict.NotMet)]
    [InlineData(-5, -9, -1, ProofVerdict.Undecided)]
    public void Judge_OfAControl_LooksAtChangeAndInterval(double change, double low, double high, ProofVerdict verdict) =>
        Assert.Equal(verdict, new ControlGoal().Judge(Estimate(change, low, high)));

    [Theory]
    [InlineData(-3, 3, true)]
    [InlineData(-3.1, 1, false)]
    [InlineData(-1, 3.1, false)]
    public void IsWithin_ABand_LooksAtBothEnds(double low, double high, bool within) => Assert.Equal(within, new ChangeInterval(low, high).IsWithin(3));

    private static ChangeEstimate Estimate(double change, double low, double high) => new(change, new ChangeInterval(low, high));
}
