using Weir.Layers.CircuitBreaking;
using Weir.Workloads.Execution.Peers;
using Weir.Workloads.Measuring;

namespace Weir.Workloads.Execution;

/// <summary>Calls that an open breaker refuses.</summary>
internal static class BreakerRows
{
    public static async Task<Row> MakeAsync(Executor executor)
    {
        var polly = await PollyBreaker.OpenAsync();
        var weir = await WeirBreaker.OpenAsync(executor);
        return new Row("breaker-open", "ns/call", 1, new Goal { Value = 1_000 })
            .Add(Role.Weir, weir.RefuseAsync, static refused => refused)
            .Add(Role.Peer, polly.RefuseByValueAsync, static refused => refused, "Polly.Core, by value")
            .Add(Role.Peer, polly.RefuseByThrowingAsync, static refused => refused, "Polly.Core, thrown");
    }
}

/// <summary>A step behind a breaker that has just opened, and stays so for a day.</summary>
internal sealed class WeirBreaker(Executor executor, Pipeline<int, int> pipeline)
{
    public static async Task<WeirBreaker> OpenAsync(Executor executor)
    {
        var options = new CircuitBreakingOptions { MinimumCalls = 2, BreakDuration = TimeSpan.FromDays(1) };
        var pipeline = Pipeline.Create<int>("breaker")
            .Then("fails", static (int _, StepContext context) => new ValueTask<int>(context.Fail<int>("down")), step => step.AddCircuitBreaking(options))
            .Build();
        var breaker = new WeirBreaker(executor, pipeline);
        await breaker.RefuseAsync();
        await breaker.RefuseAsync();
        return breaker;
    }

    public async ValueTask<bool> RefuseAsync()
    {
        using var run = await executor.RunAsync(pipeline, 1);
        return run.Error is CircuitOpenException;
    }
}
