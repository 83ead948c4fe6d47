using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Weir.Layers.Contexts;

/// <summary>The fan-out over one type of state. The state is that of the unit before, so that a unit is a fan-out and no more.</summary>
internal sealed class ContextsSide<TState> : WorkloadSide
    where TState : class, IDictionary<string, string>
{
    private const int Turns = 1_000;

    private static readonly int[] Sizes = [1 << 10, 10 << 10, 100 << 10, 1 << 20];

    private readonly Executor _executor;
    private readonly Pipeline<int, int> _pipeline;
    private readonly bool _checksForks;
    private int _turn;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "What is measured is the default fork; the types of the state are dictionaries of strings.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "What is measured is the default fork, which needs dynamic code.")]
    public ContextsSide(TState state, PipelineBuilder<int, int> builder, OptimizationOptions options, bool checksForks)
    {
        _executor = new Executor(new ExecutorOptions { Optimizations = options });
        _checksForks = checksForks;
        var count = state.Count;
        _pipeline = builder.WithState(() => state)
            .Parallel<int>("fan", [.. Enumerable.Range(0, ContextsWorkload.Branches).Select(branch => ($"branch{branch}", Branch(branch * count / ContextsWorkload.Branches)))])
            .Then("count", static outputs => outputs.Count)
            .Build();
    }

    public override IReadOnlyList<WorkloadCheck> Checks => _checksForks
        ? [new WorkloadCheck("fork, at most of 1 KB to 1 MB", Sizes.Max(ForkTime), "ns", 200, AtMost: true)]
        : [];

    public override async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        if (await _executor.InvokeAsync(_pipeline, _turn++ % Turns, cancellationToken).ConfigureAwait(RunQueue.IsHere) != ContextsWorkload.Branches)
        {
            throw new InvalidOperationException("A branch of the fan-out is missing.");
        }
    }

    public override async ValueTask<string> OutputAsync(CancellationToken cancellationToken)
    {
        using var run = await _executor.RunAsync(_pipeline, _turn++ % Turns, cancellationToken).ConfigureAwait(RunQueue.IsHere);
        run.ThrowIfFailed();
        return string.Join(Environment.NewLine, run.State<TState>().Select(static entry => $"{entry.Key}: {entry.Value}"));
    }

    public override async ValueTask DisposeAsync()
    {
        await _executor.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
        await base.DisposeAsync().ConfigureAwait(RunQueue.IsHere);
    }

    private static Pipeline<int, int> Branch(int number)
    {
        var key = ContextsWorkload.Key(number);
        string[] values = [.. Enumerable.Range(0, Turns).Select(turn => ContextsWorkload.Value(number, turn))];
        return Pipeline.Create<int>("branch")
            .Then("write", (int turn, StepContext context) =>
            {
                context.Update<TState>(state =>
                {
                    state[key] = values[turn];
                    return state;
                });
                return new ValueTask<int>(turn);
            })
            .Build();
    }

    /// <summary>The time of one fork, the best of some rounds: what disturbs a machine only makes it longer.</summary>
    private static double ForkTime(int bytes)
    {
        const int Rounds = 20;
        const int Forks = 1_000;
        var map = new StateMap<string, string>(ContextsWorkload.Entries(bytes));
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < Forks; i++)
            {
                GC.KeepAlive(map.Fork());
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalNanoseconds / Forks);
        }

        return best;
    }
}
