using Weir.Layers.Contexts;
using Weir.Layers.Fusion;

namespace Weir.Tests.Options;

/// <summary>Each option of the state and of fusion changes what can be seen from outside.</summary>
public sealed class StrategyEffectTests
{
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 2)]
    public async Task ContextsEnabled_SetsWhetherBranchesThatReadAreCopiedTheState(bool isEnabled, int copies)
    {
        var seen = new HashSet<List<int>>(ReferenceEqualityComparer.Instance);
        var state = new List<int> { 1 };
        var branch = Pipeline.Create<int>("branch").Then("reads", (x, context) =>
        {
            lock (seen)
            {
                seen.Add(context.State<List<int>>());
            }

            return new ValueTask<int>(x);
        }).Build();
        var pipeline = Pipeline.Create<int>("p").WithState(() => state).Parallel<int>("fan", [("a", branch), ("b", branch)]).Build();
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { Contexts = new ContextsOptions { Enabled = isEnabled } } });
        await executor.InvokeAsync(pipeline, 1, Some.Token);
        seen.Remove(state);
        Assert.Equal(copies, seen.Count);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task FusionEnabled_SetsWhetherNeighboursShareARecord(bool isEnabled, int fused) => Assert.Equal(fused, await FusedAsync(new() { Enabled = isEnabled }));

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    public async Task MinSteps_SetsHowManyNeighboursItTakes(int least, int fused) => Assert.Equal(fused, await FusedAsync(new() { MinSteps = least }));

    private static async Task<int> FusedAsync(FusionOptions options)
    {
        await using var executor = new Executor(new ExecutorOptions { Optimizations = new() { Fusion = options } });
        using var run = await executor.RunAsync(Pipeline.Create<int>("p").Then("one", static x => x + 1).Then("two", static x => x + 1).Build(), 1, Some.Token);
        return run.Steps[0].FusedSteps;
    }
}
