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

    private readonly ConditionalWeakTable<TimeProvider, Bound> _byClock = [];

    // That of the last call; replaced as a whole.
    private volatile Bound? _last;

    public ResiliencePipeline<Verdict> On(TimeProvider time) => At(time).Pipeline;

    /// <summary>When it lets a call try again: the same time for every call that it refuses after it has opened once.</summary>
    /// <param name="time">The clock of the call.</param>
    /// <param name="rest">How long it is still open, as Polly says.</param>
    public DateTimeOffset OpenUntil(TimeProvider time, TimeSpan rest)
    {
        var now = time.GetUtcNow();
        var kept = new DateTimeOffset(Interlocked.Read(ref At(time).OpenUntil), TimeSpan.Zero);

        // It has opened, or a call is trying, and nobody has noted that yet.
        return kept > now ? kept : now + rest;
    }

    private Bound At(TimeProvider time) => _last is { } last && ReferenceEquals(last.Time, time) ? last : Find(time);

    private Bound Find(TimeProvider time) => _last = _byClock.GetValue(time, time => new Bound(time, this));

    private ResiliencePipeline<Verdict> Make(TimeProvider time, Bound bound) => new ResiliencePipelineBuilder<Verdict> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Verdict>
        {
            FailureRatio = options.FailureRatio,
            MinimumThroughput = options.MinimumCalls,
            SamplingDuration = options.SamplingDuration,
            BreakDuration = options.BreakDuration,
            OnOpened = arguments =>
            {
                Interlocked.Exchange(ref bound.OpenUntil, (time.GetUtcNow() + arguments.BreakDuration).UtcTicks);
                return default;
            },
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

    private sealed class Bound
    {
        // In ticks of UTC; only Interlocked.
        public long OpenUntil;

        public Bound(TimeProvider time, Breaker breaker)
        {
            Time = time;
            Pipeline = breaker.Make(time, this);
        }

        public TimeProvider Time { get; }

        public ResiliencePipeline<Verdict> Pipeline { get; }
    }
}
