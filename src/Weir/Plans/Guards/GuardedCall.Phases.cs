namespace Weir;

internal sealed partial class GuardedCall<TIn, TOut>
{
    /// <summary>Begins an attempt with what changes its input.</summary>
    private Next Prepare()
    {
        if (_target.Inputs is not { } inputs)
        {
            return Call(_input);
        }

        var input = _input;
        if (inputs.Run(ref input, _frame.Context, out _preparing, out var error))
        {
            return error is null ? Call(input) : AttemptFailed(error);
        }

        _phase = Phase.Preparing;
        return _preparing.IsCompleted ? Next.Go : Next.Wait;
    }

    private Next Call()
    {
        var preparing = _preparing;
        _preparing = default;
        return preparing.IsCompletedSuccessfully ? Call(preparing.Result) : AttemptFailed(preparing.Error());
    }

    private Next Call(TIn input)
    {
        if (_frame.Failure is { } failure)
        {
            return AttemptFailed(failure);
        }

        try
        {
            _calling = _step.RunAsync(input, _frame.Context);
        }
        catch (Exception error)
        {
            return AttemptFailed(error);
        }

        _phase = Phase.Calling;
        return _calling.IsCompleted ? Next.Go : Next.Wait;
    }

    /// <summary>The call has completed: on to the checks of its value.</summary>
    private Next Review()
    {
        var calling = _calling;
        _calling = default;
        if (!calling.IsCompletedSuccessfully)
        {
            return AttemptFailed(calling.Error());
        }

        var value = calling.Result;
        if (_frame.Failure is { } failure)
        {
            return AttemptFailed(failure);
        }

        if (_target.Outputs is not { } outputs)
        {
            return Accept(value);
        }

        var review = new Review<TIn, TOut>(value);
        if (outputs.Run(ref review, _frame.Context, out _reviewing, out var error))
        {
            return error is null ? Accept(review) : AttemptFailed(error);
        }

        _phase = Phase.Reviewing;
        return _reviewing.IsCompleted ? Next.Go : Next.Wait;
    }

    private Next Accept()
    {
        var reviewing = _reviewing;
        _reviewing = default;
        return reviewing.IsCompletedSuccessfully ? Accept(reviewing.Result) : AttemptFailed(reviewing.Error());
    }

    private Next Accept(Review<TIn, TOut> review)
    {
        if (_frame.Failure is { } failure)
        {
            return AttemptFailed(failure);
        }

        if (review.Feedback is not { } feedback)
        {
            return Accept(review.Value);
        }

        if (review.Redirect is { } redirect)
        {
            if (!TryRedirect(redirect))
            {
                EndAttempt();
                return TargetFailed(new StepFailure(
                    StepStatus.Failed, null, $"{feedback}\nThe step '{_target.Name}' was sent to '{redirect.Name}' a second time."));
            }

            if (_attempt >= _target.Retry.MaxAttempts)
            {
                var remedy = _attempt == 1 ? "add Retry" : "give Retry more attempts";
                feedback = $"{feedback}; there was no attempt left to send it to '{redirect.Name}'; {remedy}";
            }
        }

        return AttemptFailed(new StepFailure(StepStatus.Failed, null, feedback));
    }

    private Next Accept(TOut value)
    {
        EndAttempt();
        _frame.Write(value);
        if (_frame.Records is not null && (_cause is not null || _original is not null))
        {
            var detail = _frame.NeedDetail();
            detail.Feedback = (_original ?? _cause)?.Feedback;
            detail.FellBackTo = ReferenceEquals(_target, _primary) ? null : _target.Name;
        }

        return Next.Done;
    }

    private bool TryRedirect(Step<TIn, TOut> step)
    {
        var own = _target.Step.AsMade;
        if (ReferenceEquals(step, own) || _redirects.Contains(step))
        {
            return false;
        }

        _redirects.Add(step);
        _step = _target.Step.Redirect(step);
        return true;
    }

    /// <summary>The attempt goes on without anybody waiting for it.</summary>
    private Next Abandon()
    {
        var isStopping = _frame.Stop.IsStopping;
        var isAttempt = IsAttemptLimit;
        var failure = isStopping ? Cancelled() : TimedOut(isAttempt);
        ForgetWatches();
        _frame.Abandon();
        return isAttempt || isStopping ? Judge(failure) : TargetFailed(failure);
    }

    private Next AttemptFailed(Exception error) => AttemptFailed(_frame.FailureOf(error));

    private Next AttemptFailed(StepFailure failure)
    {
        if (_frame.Clock is not { HasFired: true } || _frame.Stop.IsStopping || failure.Error is not OperationCanceledException)
        {
            EndAttempt();
            return Judge(failure);
        }

        var isAttempt = IsAttemptLimit;
        failure = TimedOut(isAttempt);
        EndAttempt();
        return isAttempt ? Judge(failure) : TargetFailed(failure);
    }

    /// <summary>Another attempt, or the end of them.</summary>
    private Next Judge(StepFailure failure)
    {
        if (failure.IsSignal)
        {
            return Fail(failure);
        }

        if (_attempt >= _target.Retry.MaxAttempts)
        {
            return TargetFailed(failure);
        }

        try
        {
            if (_target.Retry.ShouldRetry is { } shouldRetry && !shouldRetry(new RetryArguments(_target.Name, _attempt, failure.Error)))
            {
                return TargetFailed(failure);
            }
        }
        catch (Exception error)
        {
            var thrown = _frame.FailureOf(StepPartException.Named("retry predicate", error, _frame.Context));
            return thrown.IsSignal ? Fail(thrown) : TargetFailed(thrown);
        }

        _frame.Failure = null;
        _cause = failure;
        _before = failure;
        return WaitOrStart();
    }

    private Next WaitOrStart()
    {
        var delay = _target.Retry.DelayAfter(_attempt, RunQueue.NextRandom());
        _isLastWait = false;
        if (_target.Timeout is { } timeout && timeout - Elapsed is var rest && rest <= delay)
        {
            _isLastWait = true;
            delay = rest;
        }

        if (delay <= TimeSpan.Zero)
        {
            return _isLastWait ? TargetFailed(TimedOutBetween()) : StartAttempt();
        }

        if (_frame.Stop.IsStopping)
        {
            return Fail(Cancelled());
        }

        if (!_isLastWait)
        {
            _frame.InnerObserver?.Delayed(_frame, delay);
        }

        _waiting = Task.Delay(delay, _frame.Run.Time, _frame.Stop.Token);
        _phase = Phase.Waiting;
        return Next.Wait;
    }

    private Next WaitEnded()
    {
        _waiting = null;
        if (_frame.Stop.IsStopping)
        {
            return Fail(Cancelled());
        }

        return _isLastWait || (_target.Timeout is { } timeout && Elapsed >= timeout) ? TargetFailed(TimedOutBetween()) : StartAttempt();
    }

    private Next StartAttempt()
    {
        if (_frame.Stop.IsStopping)
        {
            return Fail(Cancelled());
        }

        _attempt++;
        return StartCall();
    }

    private Next StartCall()
    {
        FrameChecks.StepEnded(_frame);
        _frame.Attempt++;
        _frame.Cause = _cause;
        _frame.InnerObserver?.Restarted(_frame);
        _phase = Phase.Start;
        if (_target.IsTimed)
        {
            _frame.StartClock(_target.LimitAfter(_target.Timeout is null ? TimeSpan.Zero : Elapsed), isFirst: false);
        }

        return Next.Go;
    }

    /// <summary>The step has no attempt left: what stands in for it, or the end.</summary>
    private Next TargetFailed(StepFailure failure)
    {
        if (_original is not null)
        {
            failure = new StepFailure(
                StepStatus.Failed,
                FallBackFailedException.Of(_frame.Context.Path, _original, _target.Name, failure),
                $"{_original.Feedback}\nThe fall-back '{_target.Name}' failed too: {failure.Feedback}");
        }

        if (_target.FallBack is not { } fallBack)
        {
            failure.Attempts = _attempt;
            return Fail(failure);
        }

        if (_frame.Stop.IsStopping)
        {
            return Fail(Cancelled());
        }

        _frame.Failure = null;
        _original = failure;
        _target = fallBack;
        _step = fallBack.Step;
        _attempt = 1;
        _cause = failure;
        _before = null;
        _redirects.Clear();
        _targetStarted = fallBack.Timeout is null ? 0 : _frame.Run.Now;
        return StartCall();
    }

    private Next Fail(StepFailure failure)
    {
        _frame.Failure = failure;
        return Next.Done;
    }

    private void EndAttempt()
    {
        if (!_frame.StopClock())
        {
            // A time-out that was told may still be on its way to a watch.
            ForgetWatches();
        }
    }

    private void ForgetWatches()
    {
        _preparingWatch = null;
        _callingWatch = null;
        _reviewingWatch = null;
    }

    /// <summary>Whether the limit of the attempt is its own, and not what the time-out of all attempts left for it.</summary>
    private bool IsAttemptLimit =>
        _target.Timeout is not { } timeout || (_target.AttemptTimeout is { } own && own < timeout && own <= _frame.Clock!.Limit);

    private StepFailure TimedOut(bool isAttempt)
    {
        var elapsed = isAttempt ? _frame.Clock!.Elapsed(_frame.Run.Time) : Elapsed;
        var limit = (isAttempt ? _target.AttemptTimeout : _target.Timeout)!.Value;
        var before = isAttempt ? null : _before;
        return new StepFailure(StepStatus.Failed, new StepTimeoutException(_frame.Context.Path, limit, elapsed, isAttempt, before));
    }

    private StepFailure TimedOutBetween() => new(
        StepStatus.Failed,
        new StepTimeoutException(_frame.Context.Path, _target.Timeout!.Value, Elapsed, isAttempt: false, _before, isBetween: true));

    private StepFailure Cancelled() => _frame.FailureOf(new OperationCanceledException(_frame.Stop.Token));

    private TimeSpan Elapsed => _frame.Run.Time.GetElapsedTime(_targetStarted);

    /// <summary>Holds on to nothing of the user's.</summary>
    private void Forget()
    {
        _input = default!;
        _original = null;
        _cause = null;
        _before = null;
        _redirects.Clear();
        _step = null!;
        _frame.Cause = null;
        if (_frame.Records is null)
        {
            // Where steps are recorded the record is made first, and the loop sets this for each step.
            _frame.Attempt = 1;
        }
    }
}
