using Polly;
using Polly.CircuitBreaker;

namespace Weir.Layers.CircuitBreaking;

/// <summary>A call through a breaker. Polly asks and counts; the outcome itself never goes through it.</summary>
internal sealed class BreakerCall<TIn, TOut>(CircuitBreakingLayer layer, StepCall<TIn, TOut> next, LayerTarget target, Breaker breaker)
    : StepCall<TIn, TOut>
{
    // One is enough where calls do not overlap; others are left to the collector. Only Interlocked.
    private Passage? _spare;

    public override ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context)
    {
        var passage = Interlocked.Exchange(ref _spare, null) ?? new Passage(layer, next);
        passage.Begin(input, context);
        ValueTask<Outcome<Verdict>> asking;
        try
        {
            asking = breaker.On(context.Time).ExecuteOutcomeAsync(static (_, passage) => passage.CallAsync(), passage.Polly, passage);
        }
        catch (Exception error)
        {
            asking = ValueTask.FromException<Outcome<Verdict>>(error);
        }

        if (!asking.IsCompleted)
        {
            return WaitAsync(asking, passage);
        }

        return End(passage, asking.IsCompletedSuccessfully ? asking.Result.Exception : asking.Error());
    }

    private async ValueTask<StepOutcome<TOut>> WaitAsync(ValueTask<Outcome<Verdict>> asking, Passage passage)
    {
        await asking.Quietly();
        return await End(passage, asking.IsCompletedSuccessfully ? asking.Result.Exception : asking.Error()).ConfigureAwait(RunQueue.IsHere);
    }

    /// <summary>The passage has ended; what the breaker says counts only if the step was not called.</summary>
    private ValueTask<StepOutcome<TOut>> End(Passage passage, Exception? error)
    {
        var (input, context, outcome) = (passage.Input, passage.Context, passage.Outcome);
        if (outcome is null && !passage.IsCalled)
        {
            Return(passage);
            return error is BrokenCircuitException broken && TryRefuse(broken, context, out var refusal)
                ? new ValueTask<StepOutcome<TOut>>(refusal)
                : GiveWay(input, context);
        }

        if (error is not null and not BrokenCircuitException && !ReferenceEquals(error, Breaker.Uncounted))
        {
            layer.CountFault();
        }

        Return(passage);
        return new ValueTask<StepOutcome<TOut>>(outcome ?? StepOutcome<TOut>.FromException(error!, context));
    }

    /// <summary>Refuses by value; false: the clock does not say until when.</summary>
    private bool TryRefuse(BrokenCircuitException broken, StepContext context, out StepOutcome<TOut> refusal)
    {
        try
        {
            var until = breaker.OpenUntil(context.Time, broken.RetryAfter ?? TimeSpan.Zero);
            refusal = StepOutcome<TOut>.FromException(new CircuitOpenException(target, until), context);
            return true;
        }
        catch (Exception)
        {
            refusal = default;
            return false;
        }
    }

    /// <summary>Something of the breaker's own went wrong: as if there were none.</summary>
    private ValueTask<StepOutcome<TOut>> GiveWay(TIn input, StepContext context)
    {
        layer.CountFault();
        return next.InvokeAsync(input, context);
    }

    private void Return(Passage passage)
    {
        passage.End();
        Volatile.Write(ref _spare, passage);
    }

    /// <summary>One call on its way through the breaker.</summary>
    private sealed class Passage(CircuitBreakingLayer layer, StepCall<TIn, TOut> next)
    {
        public TIn Input { get; private set; } = default!;

        public StepContext Context { get; private set; } = null!;

        public ResilienceContext Polly { get; private set; } = null!;

        public bool IsCalled { get; private set; }

        public StepOutcome<TOut>? Outcome { get; private set; }

        public void Begin(TIn input, StepContext context)
        {
            Input = input;
            Context = context;

            // No token: a breaker waits for nothing, and reading the token of a step has a price.
            Polly = ResilienceContextPool.Shared.Get(continueOnCapturedContext: RunQueue.IsHere);
        }

        public void End()
        {
            ResilienceContextPool.Shared.Return(Polly);
            Polly = null!;
            Input = default!;
            Context = null!;
            Outcome = null;
            IsCalled = false;
        }

        public ValueTask<Outcome<Verdict>> CallAsync()
        {
            IsCalled = true;
            var call = next.InvokeAsync(Input, Context);
            return call.IsCompletedSuccessfully ? new ValueTask<Outcome<Verdict>>(Judge(call.Result)) : WaitAsync(call);
        }

        private async ValueTask<Outcome<Verdict>> WaitAsync(ValueTask<StepOutcome<TOut>> call) => Judge(await call.ConfigureAwait(RunQueue.IsHere));

        private Outcome<Verdict> Judge(StepOutcome<TOut> outcome)
        {
            Outcome = outcome;
            return global::Polly.Outcome.FromResult(layer.Judge(outcome));
        }
    }
}
