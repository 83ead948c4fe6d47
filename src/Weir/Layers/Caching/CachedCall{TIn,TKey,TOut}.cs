namespace Weir.Layers.Caching;

/// <summary>A step whose outputs are kept. A hit ends at once and calls nothing; of the calls that miss one key at the same time the first makes the output, and the others wait for it.</summary>
internal sealed class CachedCall<TIn, TKey, TOut>(StepCall<TIn, TOut> next, CachedStep<TIn, TKey, TOut> step) : StepCall<TIn, TOut>, IAnsweringCall<TIn, TOut>
{
    /// <summary>How a call is answered.</summary>
    private enum Answer
    {
        Plain,
        Hit,
        Lead,
        Wait,
    }

    public override ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context)
    {
        if (Frame.Of(context) is not { } frame || !step.Applies(frame))
        {
            return next.InvokeAsync(input, context);
        }

        return Ask(input, frame.Run, out var value, out var flight) switch
        {
            Answer.Hit => new ValueTask<StepOutcome<TOut>>(new StepOutcome<TOut>(value!)),
            Answer.Lead => Lead(flight!, input, frame.Run, context),
            Answer.Wait => WaitAsync(flight!, input, frame, context),
            _ => next.InvokeAsync(input, context),
        };
    }

    public bool IsQuick => step.IsKeyInput;

    public bool TryAnswer(TIn input, Frame frame, out TOut? output, out bool isBroken)
    {
        output = default;
        isBroken = false;
        try
        {
            return step.Applies(frame) && step.TryKey(input, out var key) && step.TryHit(key, frame.Run, out output);
        }
        catch (Exception)
        {
            step.Layer.CountFault();
            isBroken = true;
            return false;
        }
    }

    public ValueTask<StepOutcome<TOut>> InvokeInnerAsync(TIn input, StepContext context) => next.InvokeAsync(input, context);

    /// <summary>Says how the call is to be answered. It calls functions of the user, comparers and the clock, and nothing of the step.</summary>
    private Answer Ask(TIn input, RunScope run, out TOut? value, out Flight<TKey, TOut>? flight)
    {
        value = default;
        flight = null;
        try
        {
            if (!step.TryKey(input, out var key))
            {
                return Answer.Plain;
            }

            return step.TryHit(key, run, out value) ? Answer.Hit : Miss(key, run, ref value, out flight);
        }
        catch (Exception)
        {
            flight?.GiveUp();
            step.Layer.CountFault();
            return Answer.Plain;
        }
    }

    private Answer Miss(TKey key, RunScope run, ref TOut? value, out Flight<TKey, TOut>? flight)
    {
        flight = step.NewFlight(key);
        var underway = step.Cache.Begin(flight);
        if (underway != flight)
        {
            if (underway.Age != flight.Age || underway.IsStuck || Flight.IsInside)
            {
                // A call beside the one that is under way, which nobody waits for.
                return Answer.Lead;
            }

            flight = underway;
            return Answer.Wait;
        }

        if (!step.TryHit(key, run, out value))
        {
            return Answer.Lead;
        }

        // The one before has landed since this call looked.
        flight.GiveUp();
        return Answer.Hit;
    }

    private ValueTask<StepOutcome<TOut>> Lead(Flight<TKey, TOut> flight, TIn input, RunScope run, StepContext context)
    {
        step.CountMiss(run);
        var before = flight.Enter();
        ValueTask<StepOutcome<TOut>> call;
        try
        {
            call = next.InvokeAsync(input, context);
        }
        catch
        {
            flight.GiveUp();
            throw;
        }
        finally
        {
            Flight.Leave(before);
        }

        if (!call.IsCompletedSuccessfully)
        {
            return LeadAsync(call, flight, run, TokenOf(context));
        }

        var outcome = call.Result;
        Land(flight, outcome, run);
        return new ValueTask<StepOutcome<TOut>>(outcome);
    }

    private async ValueTask<StepOutcome<TOut>> LeadAsync(
        ValueTask<StepOutcome<TOut>> call, Flight<TKey, TOut> flight, RunScope run, CancellationToken stopping)
    {
        // Who is told to stop may take long to do so, or never end; nobody is to wait for that.
        var registration = stopping.UnsafeRegister(static flight => ((Flight)flight!).GiveUp(), flight);
        try
        {
            var outcome = await call.ConfigureAwait(RunQueue.IsHere);
            Land(flight, outcome, run);
            return outcome;
        }
        finally
        {
            registration.Unregister();
            flight.GiveUp();
        }
    }

    /// <summary>Keeps an output, and gives it to those who wait. Where it cannot be kept, and where there is none, they call the step themselves.</summary>
    private void Land(Flight<TKey, TOut> flight, in StepOutcome<TOut> outcome, RunScope run)
    {
        try
        {
            if (!outcome.IsFailure && step.TryKeep(flight, outcome.Raw, run, out var kept))
            {
                flight.Succeed(kept);
            }
        }
        catch (Exception)
        {
            step.Layer.CountFault();
        }

        flight.GiveUp();
    }

    private async ValueTask<StepOutcome<TOut>> WaitAsync(Flight<TKey, TOut> flight, TIn input, Frame frame, StepContext context)
    {
        var (run, stopping) = (frame.Run, TokenOf(context));

        // A wait holds no place: the call that makes the output may need one.
        var place = frame.Place;
        place?.Leave();
        await flight.Ended.WaitAsync(stopping).ConfigureAwait(RunQueue.Quietly);
        if (place is not null)
        {
            var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!place.Enter(entered.SetResult))
            {
                await entered.Task.ConfigureAwait(RunQueue.IsHere);
            }
        }

        if (flight.HasOutput && TryTake(flight.Output, run, out var value))
        {
            return new StepOutcome<TOut>(value!);
        }

        // It failed, paused or was cancelled, or this call was: as if there were no cache.
        return await Lead(step.NewFlight(flight.Key), input, run, context).ConfigureAwait(RunQueue.IsHere);
    }

    private bool TryTake(TOut output, RunScope run, out TOut? value)
    {
        try
        {
            value = step.Take(output, run);
            return true;
        }
        catch (Exception)
        {
            step.Layer.CountFault();
            value = default;
            return false;
        }
    }

    /// <summary>What stops the call; one that was left behind meanwhile has been stopped.</summary>
    private static CancellationToken TokenOf(StepContext context)
    {
        try
        {
            return context.CancellationToken;
        }
        catch (ObjectDisposedException)
        {
            return new CancellationToken(canceled: true);
        }
    }
}
