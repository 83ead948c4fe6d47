using Polly;
using Polly.CircuitBreaker;
using Weir.Layers.CircuitBreaking;

namespace Weir.Tests.Layers.CircuitBreaking;

/// <summary>Polly's breaker, as what ours is compared with. A call that began before it opened or closed is kept from counting: ours says that it does not.</summary>
internal sealed class PollyReference
{
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<CallVerdict> _pipeline;
    private readonly TimeProvider _time;
    private int _changes;
    private bool _wasClosed = true;

    public PollyReference(CircuitBreakingOptions options, TimeProvider time)
    {
        _time = time;
        _pipeline = new ResiliencePipelineBuilder<CallVerdict> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<CallVerdict>
            {
                FailureRatio = options.FailureRatio,
                MinimumThroughput = options.MinimumCalls,
                SamplingDuration = options.SamplingDuration,
                BreakDuration = options.BreakDuration,
                StateProvider = _state,
                ShouldHandle = static arguments => arguments.Outcome.Result switch
                {
                    CallVerdict.Success => new ValueTask<bool>(false),
                    CallVerdict.Failure => new ValueTask<bool>(true),
                    _ => throw new OperationCanceledException("not counted"),
                },
            })
            .Build();
    }

    public bool IsClosed => _state.CircuitState == CircuitState.Closed;

    /// <summary>Begins a call; null: it is refused.</summary>
    public Action<CallVerdict>? Begin(out DateTimeOffset until)
    {
        until = default;
        var end = new TaskCompletionSource<CallVerdict>();
        var asking = _pipeline.ExecuteAsync(async _ => await end.Task).AsTask();
        if (asking.IsFaulted)
        {
            until = _time.GetUtcNow() + Assert.IsType<BrokenCircuitException>(asking.Exception.InnerException).RetryAfter.GetValueOrDefault();
            return null;
        }

        var began = _changes;
        return verdict =>
        {
            end.SetResult(began == _changes ? verdict : CallVerdict.Nothing);
            Assert.True(asking.IsCompleted);
            _changes += IsClosed == _wasClosed ? 0 : 1;
            _wasClosed = IsClosed;
        };
    }
}
