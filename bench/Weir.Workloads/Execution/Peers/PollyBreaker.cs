using Polly;
using Polly.CircuitBreaker;

namespace Weir.Workloads.Execution.Peers;

/// <summary>An open breaker of Polly's: every call is refused, by value or by throwing.</summary>
internal sealed class PollyBreaker
{
    private readonly ResiliencePipeline<int> _pipeline;

    private PollyBreaker(ResiliencePipeline<int> pipeline) => _pipeline = pipeline;

    public static async Task<PollyBreaker> OpenAsync()
    {
        var control = new CircuitBreakerManualControl();
        var pipeline = new ResiliencePipelineBuilder<int>()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<int> { ManualControl = control })
            .Build();
        await control.IsolateAsync();
        return new PollyBreaker(pipeline);
    }

    public async ValueTask<bool> RefuseByValueAsync()
    {
        var context = ResilienceContextPool.Shared.Get();
        var outcome = await _pipeline.ExecuteOutcomeAsync(static (_, x) => Outcome.FromResultAsValueTask(x + 1), context, 1);
        ResilienceContextPool.Shared.Return(context);
        return outcome.Exception is IsolatedCircuitException;
    }

    public async ValueTask<bool> RefuseByThrowingAsync()
    {
        try
        {
            await _pipeline.ExecuteAsync(static (x, _) => new ValueTask<int>(x + 1), 1);
            return false;
        }
        catch (IsolatedCircuitException)
        {
            return true;
        }
    }
}
