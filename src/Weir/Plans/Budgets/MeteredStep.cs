using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Reserves from the budget before every call of a step, and settles after it.</summary>
/// <remarks>
/// It stands inside the guard and the layers of attempts, around the step itself: every attempt reserves anew, each call of a hedged
/// attempt for itself, and what a breaker or a cache answers reserves nothing.
/// </remarks>
/// <param name="own">The step.</param>
/// <param name="cheaper">What may run instead, where the budget degrades; the first that fits.</param>
internal sealed class MeteredStep<TIn, TOut>(MeteredOption<TIn, TOut> own, IReadOnlyList<MeteredOption<TIn, TOut>> cheaper) : Step<TIn, TOut>
{
    private readonly Step<TIn, TOut> _step = own.Step;
    private readonly BudgetAmount? _estimate = own.Estimate;

    public override string Name => own.Name;

    internal override Step<TIn, TOut> AsMade => _step.AsMade;

    internal override Step<TIn, TOut> Redirect(Step<TIn, TOut> target) =>
        new MeteredStep<TIn, TOut>(own with { Step = _step.Redirect(target) }, cheaper);

    public override ValueTask<TOut> RunAsync(TIn input, StepContext context)
    {
        var scope = context.Scope;
        if (scope.Ledger is not { } ledger)
        {
            return _step.RunAsync(input, context);
        }

        if (_estimate is { } reserved && ledger.TryReserveAtOnce(reserved))
        {
            return Run(input, context, scope, ledger, reserved);
        }

        return ledger.TryReserve(_estimate, server: null, out reserved, out var refusal)
            ? Run(input, context, scope, ledger, reserved)
            : RunRefusedAsync(input, context, ledger, refusal);
    }

    private ValueTask<TOut> Run(TIn input, StepContext context, StepScope scope, BudgetLedger ledger, in BudgetAmount reserved)
    {
        var meter = scope.Meter;
        if (meter.IsDegraded)
        {
            meter.IsDegraded = false;
            scope.Degrade(null);
        }

        meter.Begin(ledger, reserved, _estimate is not null);
        ValueTask<TOut> call;
        try
        {
            call = _step.RunAsync(input, context);
        }
        catch (Exception error)
        {
            // As if the call had waited: it ends in one way only.
            call = ValueTask.FromException<TOut>(error);
        }

        if (!call.IsCompletedSuccessfully)
        {
            return EndLaterAsync(call, context, ledger, meter);
        }

        return meter.End(out var used) ? call : new ValueTask<TOut>(Passed(call.Result, used, ledger, context));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TOut> EndLaterAsync(ValueTask<TOut> call, StepContext context, BudgetLedger ledger, AttemptMeter meter)
    {
        TOut value;
        try
        {
            value = await call.ConfigureAwait(RunQueue.IsHere);
        }
        catch (OperationCanceledException error) when (IsOverTime(error, ledger, context) is { } over)
        {
            meter.EndLater(out _);
            throw over;
        }
        catch
        {
            meter.EndLater(out _);
            throw;
        }

        return meter.EndLater(out var used) ? value : Passed(value, used, ledger, context);
    }

    /// <summary>The attempt used more than was left. Where the run is to pause the value stands, for it is paid: the next step pauses.</summary>
    private static TOut Passed(TOut value, BudgetAmount used, BudgetLedger ledger, StepContext context)
    {
        var passed = ledger.FindPassed(used);
        return passed.Ledger is null || passed.Policy == BudgetBreach.Pause ? value : throw passed.ToException(PathOf(context));
    }

    /// <summary>What to say of an attempt that was cancelled because the time of a budget is over; null: it was not.</summary>
    private static BudgetExceededException? IsOverTime(OperationCanceledException error, BudgetLedger ledger, StepContext context) =>
        ledger.FindOverTime(onlyStops: true) is { } over && context.Scope.FailureOf(error).Status != StepStatus.Cancelled
            ? new BudgetRefusal(over, BudgetLimit.Time, null).ToException(PathOf(context))
            : null;

    private static string PathOf(StepContext context) => context.Scope is EndedScope ? "" : context.Path;

    /// <summary>The step did not fit at once: waits for those under way, or runs a cheaper one, or ends the run.</summary>
    private async ValueTask<TOut> RunRefusedAsync(TIn input, StepContext context, BudgetLedger ledger, BudgetRefusal refusal)
    {
        // Now, and not after a wait: whoever leaves the attempt behind takes its meter along.
        var (scope, meter) = (context.Scope, context.Scope.Meter);
        var queue = new BudgetQueue(ledger, context);
        var option = own;
        BudgetVerdict verdict;
        try
        {
            verdict = await queue.WaitAsync(_estimate, refusal).ConfigureAwait(RunQueue.IsHere);
            for (var i = 0; i < cheaper.Count && verdict.MayDegrade; i++)
            {
                option = cheaper[i];
                verdict = await queue.ReserveAsync(option.Estimate).ConfigureAwait(RunQueue.IsHere);
            }
        }
        catch (OperationCanceledException error) when (IsOverTime(error, ledger, context) is { } over)
        {
            throw over;
        }

        if (!verdict.IsGranted)
        {
            return Refuse(verdict.Refusal, context, scope);
        }

        if (!meter.TryBegin(ledger, verdict.Reserved, option.Estimate is not null))
        {
            // Left behind while it waited: nobody waits for the value.
            ledger.Settle(verdict.Reserved, default);
            return default!;
        }

        if (meter.IsDegraded || option != own)
        {
            meter.IsDegraded = option != own;
            scope.Degrade(meter.IsDegraded ? option.Name : null);
        }

        return await EndLaterAsync(Start(option.Step, input, context), context, ledger, meter).ConfigureAwait(RunQueue.IsHere);
    }

    private static ValueTask<TOut> Start(Step<TIn, TOut> step, TIn input, StepContext context)
    {
        try
        {
            return step.RunAsync(input, context);
        }
        catch (Exception error)
        {
            return ValueTask.FromException<TOut>(error);
        }
    }

    private static TOut Refuse(in BudgetRefusal refusal, StepContext context, StepScope scope)
    {
        if (context.Scope != scope)
        {
            return default!;
        }

        var breach = refusal.ToException(context.Path);
        if (scope.IsSpare)
        {
            // The step goes on without one more call of it.
            return context.Fail<TOut>(breach.Message);
        }

        return refusal.Policy == BudgetBreach.Pause && scope.TryPause(breach.Message) ? default! : throw breach;
    }
}
