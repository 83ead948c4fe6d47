using Weir.Lab;
using Weir.Lab.Statistics;

namespace Weir.Tests.Lab.Statistics;

/// <summary>How often a verdict is wrong, over 1,000 seeds and all shapes of noise. The true change is the worst there is for each: exactly at the border.</summary>
public class FalseVerdictTests
{
    // A 95 % interval misses at each end in 2.5 of 100 cases at most.
    private const int AtAnEnd = 25;
    private const int AtBothEnds = 50;

    public static TheoryData<string> Shapes => [.. Noise.Names];

    /// <summary>Two equal sides and a target of 0: met would be a gain that is none, and an interval below 0 a regression that is none.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Verdict_OfEqualSides_IsSeldomAGainOrARegression(string shape)
    {
        var goal = new TargetGoal(0, 3, 0.95);
        var (gains, regressions) = (0, 0);
        for (var seed = 1; seed <= Simulation.Seeds; seed++)
        {
            var estimate = Simulation.Compare(seed, shape, 0, goal);
            gains += goal.Judge(estimate) == ProofVerdict.Met ? 1 : 0;
            regressions += estimate.Interval.High < 0 ? 1 : 0;
        }

        Assert.InRange(gains, 0, AtAnEnd);
        Assert.InRange(regressions, 0, AtAnEnd);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Control_OfEqualSides_IsSeldomUnsound(string shape)
    {
        var goal = new ControlGoal();
        var unsound = Simulation.Count(seed => goal.Judge(Simulation.Compare(seed, shape, 0, goal)) != ProofVerdict.Met);
        Assert.InRange(unsound, 0, AtBothEnds);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-3)]
    public void Verdict_OfAGainThatIsTheTarget_IsSeldomMet(double target)
    {
        var goal = new TargetGoal(target, 3, 0.95);
        Assert.InRange(Simulation.Count(seed => goal.Judge(Simulation.Compare(seed, "skewed", target, goal)) == ProofVerdict.Met), 0, AtAnEnd);
    }

    /// <summary>No rule that never says yes passes for a good one: what is clearly better is found nearly always, and so is what is clearly worse.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Verdict_OfAClearGainOrLoss_IsNearlyAlwaysRight(string shape)
    {
        var goal = new TargetGoal(20, 3, 0.95);
        Assert.InRange(Simulation.Count(seed => goal.Judge(Simulation.Compare(seed, shape, 26, goal)) == ProofVerdict.Met), 990, Simulation.Seeds);
        Assert.InRange(Simulation.Count(seed => goal.Judge(Simulation.Compare(seed, shape, 14, goal)) == ProofVerdict.NotMet), 990, Simulation.Seeds);
    }

    /// <summary>Idle cost: equal sides are within 3 % at 99 % over a family of 30, and a loss of 3 % is called none in one of a hundred families at most.</summary>
    [Fact]
    public void Family_OfThirtyIdleLayers_HoldsTogether()
    {
        const int Family = 30;
        var goal = new TargetGoal(-3, 3, 1 - (0.01 / Family));
        Assert.InRange(Simulation.Count(seed => goal.Judge(Simulation.Compare(seed, "normal", 0, goal)) == ProofVerdict.Met), 990, Simulation.Seeds);
        Assert.InRange(Simulation.Count(seed => goal.Judge(Simulation.Compare(seed, "normal", -3, goal)) == ProofVerdict.Met), 0, 2);
    }

    /// <summary>What a side carries along from sample to sample no order can take away: the interval has to grow with it.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    public void Interval_OfSidesWithAMemoryOfTheirOwn_MissesAsSeldomAsStated(double memory)
    {
        var goal = new TargetGoal(0, 3, 0.95);
        var missed = Simulation.Count(seed =>
        {
            var random = new SeededRandom(seed);
            var (one, other) = (Noise.Normal(random), Noise.Normal(random));
            var rest = Math.Sqrt(1 - (memory * memory));
            var estimate = Simulation.Compare(goal, () =>
            {
                (one, other) = ((memory * one) + (rest * Noise.Normal(random)), (memory * other) + (rest * Noise.Normal(random)));
                return (1000 * Math.Exp(0.03 * one), 1000 * Math.Exp(0.03 * other));
            });
            return estimate.Interval.Low > 0 || estimate.Interval.High < 0;
        });
        Assert.InRange(missed, 0, AtBothEnds);
    }
}
