namespace Weir.Tests.Steps.Budgets;

public class BudgetLedgerTests
{
    private static readonly BudgetAmount Three = BudgetAmount.Of(new Usage(0, 0, 3));

    [Fact]
    public void Reserve_AsFarAsTheLimit_FitsAndNoFurther()
    {
        var ledger = Ledger(new Budget { Cost = 10 });
        Assert.All(Enumerable.Range(0, 3), _ => Assert.True(ledger.TryReserve(Three, null, out var _, out var _)));
        Assert.False(ledger.TryReserve(Three, null, out var _, out var refusal));
        Assert.Equal((ledger, BudgetLimit.Cost, Three.Cost), (refusal.Ledger, refusal.Limit, refusal.Asked));
        Assert.Equal(1m, ledger.Left.Cost);
        Assert.True(ledger.Settle(Three, default));
        Assert.Equal((10m, 0m, 6m), ledger.Read(BudgetLimit.Cost));
        Assert.True(ledger.TryReserve(Three, null, out var _, out var _));
    }

    [Fact]
    public void Reserve_WithoutAnEstimate_TakesTheLeastThatIsLeft()
    {
        var outer = Ledger(new Budget { Cost = 4, Tokens = 100 });
        var inner = Ledger(new Budget { Cost = 10 }, outer);
        Assert.True(inner.TryReserve(null, null, out var reserved, out var _));
        Assert.Equal(new BudgetAmount(BudgetAmount.LimitOf(4), 100), reserved);
        Assert.False(inner.TryReserve(null, null, out var _, out var refusal));
        Assert.Equal((outer, null), (refusal.Ledger, refusal.Asked));
        Assert.Equal(6m, inner.Left.Cost);
    }

    [Fact]
    public void Reserve_RefusedOutside_LeavesNothingInside()
    {
        var outer = Ledger(new Budget { Cost = 2, Steps = 1 });
        var inner = Ledger(new Budget { Cost = 10, Tokens = 10, Steps = 10 }, outer);
        Assert.False(inner.TryReserve(Three with { Tokens = 4 }, null, out var _, out var refusal));
        Assert.Equal((outer, BudgetLimit.Cost), (refusal.Ledger, refusal.Limit));
        Assert.Equal(new BudgetLeft(10, 10, 10, null), inner.Left);
        Assert.True(inner.TryReserve(default(BudgetAmount), null, out var _, out var _));
        Assert.False(inner.TryReserve(default(BudgetAmount), null, out var _, out refusal));
        Assert.Equal((outer, BudgetLimit.Steps), (refusal.Ledger, refusal.Limit));
        Assert.Equal((9, 0), (inner.Left.Steps, outer.Left.Steps));
    }

    [Fact]
    public void Settle_OfMoreThanWasReserved_IsCountedAndSaysSo()
    {
        var ledger = Ledger(new Budget { Cost = 5 });
        Assert.True(ledger.TryReserve(Three, null, out var reserved, out var _));
        Assert.True(ledger.Settle(reserved, BudgetAmount.Of(new Usage(0, 0, 4))));
        Assert.False(ledger.Settle(default, Three));
        Assert.Equal((5m, 7m, 0m), ledger.Read(BudgetLimit.Cost));
        Assert.Equal(0m, ledger.Left.Cost);
        Assert.True(ledger.TryReserve(default(BudgetAmount), null, out var _, out var _));
    }

    [Fact]
    public void Reset_WhileSomebodyHasAReservation_IsRefused()
    {
        var ledger = Ledger(new Budget { Cost = 5, Steps = 1 });
        Assert.True(ledger.TryReserve(Three, null, out var _, out var _));
        Assert.False(ledger.TryReset());
        ledger.Settle(Three, Three);
        Assert.True(ledger.TryReset());
        Assert.Equal((5m, 1), (ledger.Left.Cost, ledger.Left.Steps));
    }

    [Fact]
    public async Task Wait_WhileOthersHaveReservations_EndsInTheOrderOfComing()
    {
        var ledger = Ledger(new Budget { Cost = 3 });
        Assert.True(ledger.TryReserve(Three, null, out var _, out var _));
        var first = ledger.WaitAsync(ledger, Three, Some.Token).AsTask();
        var small = BudgetAmount.Of(new Usage(0, 0, 1));
        var second = ledger.WaitAsync(ledger, small, Some.Token).AsTask();
        Assert.False(ledger.TryReserve(small, null, out var _, out var _));
        ledger.Settle(Three, small);
        Assert.True((await first) is { IsGranted: false, IsFinal: true, Refusal.Limit: BudgetLimit.Cost });
        Assert.True((await second) is { IsGranted: true } granted && granted.Reserved == small);
        Assert.Equal((3m, 1m, 1m), ledger.Read(BudgetLimit.Cost));
    }

    [Fact]
    public async Task Wait_Cancelled_LetsTheNextOneBeServed()
    {
        var ledger = Ledger(new Budget { Cost = 4 });
        Assert.True(ledger.TryReserve(Three, null, out var _, out var _));
        using var source = new CancellationTokenSource();
        var first = ledger.WaitAsync(ledger, Three, source.Token).AsTask();
        var second = ledger.WaitAsync(ledger, BudgetAmount.Of(new Usage(0, 0, 1)), Some.Token).AsTask();
        Assert.False(second.IsCompleted);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True((await second).IsGranted);
        ledger.Settle(Three, default);
        Assert.Equal((4m, 0m, 1m), ledger.Read(BudgetLimit.Cost));
    }

    [Fact(Timeout = 120_000)]
    public async Task Ledger_UsedByManyAtOnce_NeverPassesItsLimitsAndLosesNothing()
    {
        const int Workers = 8;
        const int Turns = 1_000;
        var outer = Ledger(new Budget { Cost = 30, Tokens = 1_000_000 });
        var inners = Enumerable.Range(0, 3).Select(_ => Ledger(new Budget { Cost = 12 }, outer)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => PlayAsync(inners[worker % 3], new Random(worker)), Some.Token)));
        Assert.Equal((30m, 0m, 0m), outer.Read(BudgetLimit.Cost));
        Assert.All(inners, static inner => Assert.Equal((12m, 0m, 0m), inner.Read(BudgetLimit.Cost)));
        Assert.Equal((0m, 1_000_000), (outer.Read(BudgetLimit.Tokens).Reserved, outer.Left.Tokens + (long)outer.Read(BudgetLimit.Tokens).Spent));

        async Task PlayAsync(BudgetLedger ledger, Random random)
        {
            for (var i = 0; i < Turns; i++)
            {
                var asked = BudgetAmount.Of(new Usage(random.Next(4), 0, random.Next(1, 8)));
                var (isGranted, at) = (ledger.TryReserve(asked, null, out var _, out var refusal), refusal);
                while (!isGranted)
                {
                    // Everything is given back, so whoever waits is served in the end.
                    var verdict = await at.Ledger!.WaitAsync(ledger, asked, Some.Token);
                    Assert.False(verdict.IsFinal);
                    (isGranted, at) = (verdict.IsGranted, verdict.Refusal);
                }

                Assert.InRange(outer.Read(BudgetLimit.Cost) switch { var now => now.Spent + now.Reserved }, 0, 30);
                if (i % 3 == 0)
                {
                    await Task.Yield();
                }

                ledger.Settle(asked, new BudgetAmount(0, asked.Tokens));
            }
        }
    }

    private static BudgetLedger Ledger(Budget budget, BudgetLedger? outer = null) => new(budget, BudgetOwner.Run, static () => "r", outer, TimeProvider.System);
}
