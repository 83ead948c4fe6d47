using FsCheck;
using FsCheck.Fluent;

namespace Weir.Tests.Pipelines.Randomized;

/// <summary>Random pipelines under budgets: one that is never reached changes nothing, and one that is reached is not passed.</summary>
public class RandomBudgetTests
{
    private static readonly int Cases = RandomPipelineTests.Setting("WEIR_RANDOM_CASES", 1_000);

    private static readonly ulong Seed = (ulong)RandomPipelineTests.Setting("WEIR_RANDOM_SEED", 20_261_121);

    private static readonly Budget Endless = new() { Cost = 1_000_000_000, Tokens = 1_000_000_000_000, Steps = 1_000_000_000, Time = TimeSpan.FromDays(999) };

    private static readonly Arbitrary<Scenario> Scenarios = Arb.From(
        Gen.Sized(static size => Gen.Choose(0, int.MaxValue).Select(seed => Scenario.Draw(seed, size))),
        static scenario => scenario.Shrink());

    [Fact(Timeout = 300_000)]
    public async Task Run_UnderBudgets_IsAsWithoutOrStopsBelowThem()
    {
        await using var executor = new Executor();
        await Task.Run(
            () => Prop.ForAll(Scenarios, scenario => CheckAsync(executor, scenario)).Check(
                Config.QuickThrowOnFailure.WithMaxTest(Cases).WithEndSize(40).WithReplay(Seed, 7)),
            Some.Token);
    }

    private static async Task CheckAsync(Executor executor, Scenario scenario)
    {
        var pipeline = Translation<int, Numbers>.Build(scenario);
        var reference = Reference.Of(scenario);
        using (var run = await RunAsync(executor, pipeline, scenario, Endless))
        {
            Assert.Equal(reference.Text, Seen<int, Numbers>.Of(run));
            Assert.Equal((reference.Usage, reference.Attempts), (run.Usage, run.Attempts));
        }

        var cost = reference.Usage.Cost * new Random(scenario.Input).Next(1, 12) / 10;
        if (cost > 0)
        {
            using var run = await RunAsync(executor, pipeline, scenario, new Budget { Cost = cost });
            CheckLimited(run, reference, cost);
        }
    }

    private static void CheckLimited(Run<int> run, Reference reference, decimal cost)
    {
        Assert.InRange(run.Usage.Cost, 0, cost);
        if (run.Error is BudgetExceededException breach)
        {
            // An attempt is never refused that would have fitted: all that ever is under way is given back or spent.
            Assert.True(breach.Asked + breach.Spent > breach.Allowed);
        }
        else if (cost >= (reference.Attempts + 1) * Leaf.MostCost)
        {
            Assert.Equal(reference.Text, Seen<int, Numbers>.Of(run));
        }
    }

    private static async Task<Run<int>> RunAsync(Executor executor, Pipeline<int, int> pipeline, Scenario scenario, Budget budget)
    {
        var play = new Play();
        play.Begin();
        var run = await executor.RunAsync(pipeline, scenario.Input, new RunOptions { Budget = budget }, Some.Token);
        Assert.Equal(0, play.InFlight);
        Assert.Empty(play.Errors);
        return run;
    }
}
