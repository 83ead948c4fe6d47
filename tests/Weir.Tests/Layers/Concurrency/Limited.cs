using System.Collections.Concurrent;
using Weir.Layers.Concurrency;

namespace Weir.Tests.Layers.Concurrency;

/// <summary>Pipelines that share one limit, whose first place is taken until it is freed.</summary>
internal sealed class Limited : IAsyncDisposable
{
    private readonly ConcurrencyStrategy _strategy;
    private readonly TaskCompletionSource<int> _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _holder;

    public Limited(ConcurrencyOptions options, bool isTaken = true)
    {
        _strategy = new ConcurrencyStrategy(options);
        Executor = new Executor(new ExecutorOptions { Time = Time });
        var holder = Builder("holder").Map("map", static _ => new int[1], Step.From<int, int>("gated", async (_, _) => await _gate.Task)).Build();
        _holder = isTaken ? Executor.InvokeAsync(holder, 0).AsTask() : Task.CompletedTask;
    }

    public ManualTime Time { get; } = new();

    public Executor Executor { get; }

    public FairLimit Limit => (FairLimit)_strategy.Limit!;

    /// <summary>Who was called, in order.</summary>
    public ConcurrentQueue<string> Log { get; } = [];

    public void Free() => _gate.TrySetResult(0);

    public Task FreedAsync() => _holder;

    public PipelineBuilder<int, int> Builder(string name) => Pipeline.Create<int>(name).AddStrategy(_strategy);

    public Task<Run<IReadOnlyList<int>>> RunAsync(string name, int count, MapOptions? options = null, CancellationToken? token = null)
    {
        var pipeline = Builder(name).Map("map", static count => Enumerable.Range(0, count).ToArray(), Step.From<int, int>("step", item =>
        {
            Log.Enqueue(name);
            return item;
        }), options).Build();
        return Executor.RunAsync(pipeline, count, token ?? Some.Token).AsTask();
    }

    public async Task<int> SumAsync(string name, int count)
    {
        using var run = await RunAsync(name, count);
        run.ThrowIfFailed();
        return run.Output.Sum();
    }

    public async ValueTask DisposeAsync()
    {
        Free();
        await _holder;
        await Executor.DisposeAsync();
    }
}
