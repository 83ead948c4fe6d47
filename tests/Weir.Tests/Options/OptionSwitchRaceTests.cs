using Weir.Layers.Caching;
using Weir.Layers.CircuitBreaking;
using Weir.Layers.Contexts;
using Weir.Layers.Fusion;
using Weir.Layers.Hedging;
using Weir.Layers.Pooling;

namespace Weir.Tests.Options;

/// <summary>Everything is switched on and off while eight threads run what uses all of it; at the end every run must be accounted for, and everything rented be back.</summary>
public sealed class OptionSwitchRaceTests
{
    private const int Threads = 8;
    private const int RunsOfAThread = 300;

    private static readonly OptimizationOptions[] Choices =
    [
        OptimizationOptions.None,
        new() { Pooling = new PoolingOptions { MaxObjects = 4 } },
        new() { Pooling = new PoolingOptions(), Caching = new CachingOptions { MaxEntries = 16 } },
        new() { Contexts = new ContextsOptions(), Caching = new CachingOptions { MaxEntries = 16 }, Fusion = new FusionOptions() },
        new() { Pooling = new PoolingOptions { MaxPools = 1 }, CircuitBreaking = new CircuitBreakingOptions { MinimumCalls = 1_000_000 }, Hedging = new HedgingOptions { Delay = TimeSpan.FromDays(1) } },
    ];

    private static readonly Pipeline<int, int> Cached = Weir.Pipeline.Create<int>("cached").Then("square", static async (x, _) =>
    {
        await Task.Yield();
        return x * x;
    }).Build();

    private int _twice;
    private int _made;
    private int _out;

    [Fact]
    public async Task Switches_UnderEightThreads_LoseNoRunAndNoRental()
    {
        await using var executor = new Executor(new ExecutorOptions { CollectStatistics = true });
        var pipeline = Pipeline();
        using var done = new CancellationTokenSource();
        var switching = Task.Run(() => SwitchAsync(executor, done.Token), Some.Token);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() => RunAsync(executor, pipeline, thread), Some.Token)));
        await done.CancelAsync();
        var switches = await switching;
        Assert.True(switches > Choices.Length, $"There were only {switches} switches.");
        Assert.Equal((0, 0), (_twice, _out));
        Assert.InRange(_made, 1, Threads * RunsOfAThread * 4);
        var runs = executor.GetStatistics().Metrics.Runs;
        Assert.Equal((2 * Threads * RunsOfAThread, 0, 0), (runs.Completed, runs.Failed, runs.InFlight));
    }

    private static async Task<int> SwitchAsync(Executor executor, CancellationToken token)
    {
        var (turn, random) = (0, new Random(7));
        for (; !token.IsCancellationRequested; turn++)
        {
            if (random.Next(Choices.Length + 1) is var choice && choice < Choices.Length)
            {
                executor.EnableOptimizations(Choices[choice]);
            }
            else
            {
                executor.DisableOptimizations();
            }

            await Task.Yield();
        }

        return turn;
    }

    private static async Task RunAsync(Executor executor, Pipeline<int, int> pipeline, int thread)
    {
        var hashes = Choices.Select(static one => one.Hash).ToHashSet();
        for (var turn = 0; turn < RunsOfAThread; turn++)
        {
            var number = (turn * Threads) + thread;
            using var run = await executor.RunAsync(pipeline, number, Some.Token);
            Assert.Equal((4 * number) + 2, run.Output);
            Assert.Equal([.. Enumerable.Range(0, 4).Select(branch => $"{number}.{branch}")], run.State<Dictionary<int, string>>().OrderBy(static one => one.Key).Select(static one => one.Value));
            Assert.Contains(run.OptimizationsHash, hashes);
            Assert.Equal(turn % 30 * (turn % 30), await executor.InvokeAsync(Cached, turn % 30, Some.Token));
        }
    }

    /// <summary>Four branches that each rent, wait and write the state, then two that can be fused.</summary>
    private Pipeline<int, int> Pipeline()
    {
        var policy = new PoolPolicy<Owned>(
            () =>
            {
                Interlocked.Increment(ref _made);
                return new Owned();
            },
            static one => one.Number = 0);
        var branches = Enumerable.Range(0, 4).Select(branch => ($"b{branch}", Weir.Pipeline.Create<int>("branch").Then("rents", (int x, StepContext context) => RentAsync(policy, branch, x, context)).Build()));
        return Weir.Pipeline.Create<int>("p").WithState(static () => new Dictionary<int, string>())
            .Parallel<int>("fan", [.. branches])
            .Then("sum", static outputs => outputs.Values.Sum())
            .Then("one more", static x => x + 2)
            .Build();
    }

    private async ValueTask<int> RentAsync(PoolPolicy<Owned> policy, int branch, int x, StepContext context)
    {
        using var buffer = context.Buffers.Rent(200 + branch);
        using var rented = context.Objects.Rent(policy);
        var one = rented.Value;
        Interlocked.Increment(ref _out);
        if (Interlocked.Exchange(ref one.IsOut, 1) != 0 || one.Number != 0 || buffer.Span.IndexOfAnyExcept((byte)0) >= 0)
        {
            Interlocked.Increment(ref _twice);
        }

        one.Number = x + 1;
        buffer.Span.Fill((byte)(x | 1));
        if (x % 3 == branch % 3)
        {
            await Task.Yield();
        }

        context.Update<Dictionary<int, string>>(state =>
        {
            state[branch] = $"{x}.{branch}";
            return state;
        });
        if (one.Number != x + 1 || buffer.Span.IndexOfAnyExcept((byte)(x | 1)) >= 0 || Interlocked.Exchange(ref one.IsOut, 0) != 1)
        {
            Interlocked.Increment(ref _twice);
        }

        Interlocked.Decrement(ref _out);
        return x;
    }

    private sealed class Owned
    {
        public int Number;
        public int IsOut;
    }
}
