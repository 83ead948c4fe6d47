using System.Runtime.CompilerServices;
using Polly;
using Polly.CircuitBreaker;

namespace Weir.Layers.CircuitBreaking;

/// <summary>
/// The breaker of one step, or of those that share a key. Its clock is that of the executor, which the first call brings; so there is one
/// breaker for each clock that calls come with, and in a process that is one.
/// </summary>
internal sealed class Breaker(CircuitBreakingOptions options)
{
    /// <summary>What Polly gives back for a call that it was kept from counting.</summary>
    public static readonly Exception Uncounted = new OperationCanceledException("not counted");

    private readonly ConditionalWeakTable<TimeProvider, ResiliencePipeline<Verdict>> _byClock = [];

    // The pair of the last call; replaced as a whole.
    private volatile Bound? _last;

    public ResiliencePipeline<Verdict> On(TimeProvider time) =>
        _last is { } last && ReferenceEquals(last.Time, time) ? last.Pipeline : Find(time);

    private ResiliencePipeline<Verdict> Find(TimeProvider time)
    {
        var pipeline = _byClock.GetValue(time, Make);
        _last = new Bound(time, pipeline);
        return pipeline;
    }

    private ResiliencePipeline<Verdict> Make(TimeProvider time) => new ResiliencePipelineBuilder<Verdict> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Verdict>
        {
            FailureRatio = options.FailureRatio,
            MinimumThroughput = options.MinimumCalls,
            SamplingDuration = options.SamplingDuration,
            BreakDuration = options.BreakDuration,
            ShouldHandle = static arguments => IsFailure(arguments.Outcome),
        })
        .Build();

    // What is neither success nor failure leaves Polly between asking and counting; there is no other way out.
    private static ValueTask<bool> IsFailure(Outcome<Verdict> outcome) => outcome.Result switch
    {
        Verdict.Success => new ValueTask<bool>(false),
        Verdict.Failure => new ValueTask<bool>(true),
        _ => ValueTask.FromException<bool>(Uncounted),
    };

    private sealed record Bound(TimeProvider Time, ResiliencePipeline<Verdict> Pipeline);
}
