using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Weir.Workloads.Execution.Peers;

/// <summary>Polly's retry and time-out around every call, without closures.</summary>
internal sealed class PollyGuard(Func<int, CancellationToken, ValueTask<int>> step)
{
    public const string Name = "Polly.Core retry + time-out";

    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 2, Delay = TimeSpan.Zero })
        .AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(30) })
        .Build();

    public async ValueTask<int> RunAsync(int value, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            value = await _pipeline.ExecuteAsync(static (state, token) => state.Step(state.Value, token), (Step: step, Value: value));
        }

        return value;
    }
}
