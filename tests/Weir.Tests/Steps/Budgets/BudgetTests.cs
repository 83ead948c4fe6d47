namespace Weir.Tests.Steps.Budgets;

public class BudgetTests
{
    [Fact]
    public void Budget_OfNothing_HasNoLimitAndStops()
    {
        var budget = new Budget();
        Assert.Equal((null, null, null, null, BudgetBreach.Stop, false), (budget.Cost, budget.Tokens, budget.Steps, budget.Time, budget.OnBreach, budget.RequireEstimates));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_000_001)]
    public void Cost_OutsideItsRange_IsRefusedByName(int cost)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Budget { Cost = cost });
        Assert.Contains($"Cost is {cost}; it must be between 0.000000001 and 1000000000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherLimits_OutsideTheirRanges_AreRefusedByName()
    {
        Assert.Contains("Tokens is 0", Assert.Throws<ArgumentOutOfRangeException>(static () => new Budget { Tokens = 0 }).Message, StringComparison.Ordinal);
        Assert.Contains("Steps is -3", Assert.Throws<ArgumentOutOfRangeException>(static () => new Budget { Steps = -3 }).Message, StringComparison.Ordinal);
        Assert.Contains("Time is 00:00:00", Assert.Throws<ArgumentOutOfRangeException>(static () => new Budget { Time = TimeSpan.Zero }).Message, StringComparison.Ordinal);
        Assert.Contains("OnBreach is 9", Assert.Throws<ArgumentOutOfRangeException>(static () => new Budget { OnBreach = (BudgetBreach)9 }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Amount_OfACost_IsRoundedUpAndALimitDown()
    {
        Assert.Equal(1, BudgetAmount.Of(new Usage(0, 0, 0.0000000001m)).Cost);
        Assert.Equal(1, BudgetAmount.LimitOf(0.0000000019m));
        Assert.Equal(new BudgetAmount(500_000_000, 7), BudgetAmount.Of(new Usage(3, 4, 0.5m)));
        Assert.Equal(new BudgetAmount(BudgetAmount.Largest, BudgetAmount.Largest), BudgetAmount.Of(new Usage(long.MaxValue, long.MaxValue, decimal.MaxValue)));
    }
}
