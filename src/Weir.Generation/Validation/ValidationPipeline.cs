using System.Globalization;

namespace Weir.Generation.Validation;

/// <summary>The compiler and other validators, run side by side on one compilation.</summary>
/// <remarks>
/// Nothing but a verdict lets code pass: a validator that throws or takes too long has failed, and so has code that is empty. The code is compiled, and never run.
/// A pipeline keeps nothing between its calls, which may run in parallel.
/// </remarks>
public sealed class ValidationPipeline
{
    private readonly Validator[] _validators;
    private readonly ValidationOptions _options;

    /// <summary>Puts validators together.</summary>
    /// <param name="validators">The validators, such as <see cref="StandardValidators.All"/> and some of your own. The compiler, <c>compile</c>, comes before them, and need not be named.</param>
    /// <param name="options">How they run; default the defaults of <see cref="ValidationOptions"/>.</param>
    /// <exception cref="ArgumentException">Two validators have one name.</exception>
    public ValidationPipeline(IEnumerable<Validator> validators, ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(validators);
        _validators = [new CompileValidator(), .. validators];
        _options = options ?? new ValidationOptions();
        if (_validators.CountBy(static validator => validator.Name).FirstOrDefault(static group => group.Value > 1).Key is { } twice)
        {
            throw new ArgumentException($"There are two validators of the name '{twice}'; give one of them another name.", nameof(validators));
        }
    }

    /// <summary>Judges code by the validators that its profile names.</summary>
    /// <param name="subject">The code.</param>
    /// <param name="cancellationToken">Stops the validators; one that does not listen is not waited for.</param>
    /// <returns>What each validator said: the compiler first, then in the order in which they were given.</returns>
    /// <exception cref="ArgumentException">The profile names a validator that is not there.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ValidationVerdict> ValidateAsync(ValidationSubject subject, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var chosen = Choose(subject.Profile);
        var verdicts = new ValidatorVerdict[chosen.Length];
        var failFast = _options.FailFast ?? subject.Profile.FailFast;
        string? failed = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // Without a token: each validator is told by its own, and those that had no turn are in the verdict too.
        await Parallel.ForAsync(0, chosen.Length, new ParallelOptions { MaxDegreeOfParallelism = _options.MaxParallel }, async (index, unused) =>
        {
            // Code that does not compile is mostly why another one failed: what the compiler says is never cut off.
            var ends = chosen[index].Name == CompileValidator.ValidatorName ? cancellationToken : stop.Token;
            var verdict = await RunAsync(chosen[index], subject, ends).ConfigureAwait(false);
            verdicts[index] = verdict ?? Judgement.Stopped(chosen[index].Name, Volatile.Read(ref failed));
            if (failFast && verdict is { Passed: false })
            {
                Interlocked.CompareExchange(ref failed, verdict.Name, null);
                _ = stop.CancelAsync();
            }
        }).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new ValidationVerdict(verdicts);
    }

    private Validator[] Choose(ValidationProfile profile)
    {
        if (profile.Validators is not { } names)
        {
            return _validators;
        }

        if (names.FirstOrDefault(name => !_validators.Any(validator => validator.Name == name)) is { } unknown)
        {
            var known = string.Join(", ", _validators.Select(static validator => validator.Name));
            throw new ArgumentException($"The profile '{profile.Name}' names the validator '{unknown}', which is not in the pipeline; there are {known}.", nameof(profile));
        }

        return [.. _validators.Where(validator => validator.Name == CompileValidator.ValidatorName || names.Contains(validator.Name))];
    }

    /// <summary>The verdict of one validator; null: it was stopped.</summary>
    private async Task<ValidatorVerdict?> RunAsync(Validator validator, ValidationSubject subject, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            return null;
        }

        var started = _options.Time.GetTimestamp();
        var own = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var work = Task.Run(() => validator.Validate(subject, own.Token), CancellationToken.None);
        try
        {
            var findings = await work.WaitAsync(_options.TimeLimit, _options.Time, stop).ConfigureAwait(false);
            return Judgement.Of(validator.Name, findings, subject.Profile, _options.Time.GetElapsedTime(started));
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            _ = own.CancelAsync();
            var seconds = _options.TimeLimit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            return Judgement.Broken(validator.Name, "timed-out", $"The validator '{validator.Name}' did not end within {seconds} s, and was abandoned.", _options.Time.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error)
        {
            return Judgement.Broken(validator.Name, "crashed", $"The validator '{validator.Name}' crashed: {error.GetType().Name}: {error.Message}", _options.Time.GetElapsedTime(started));
        }
        finally
        {
            DisposeAfter(work, own);
        }
    }

    // A validator that was left behind may ask its token still; nobody else looks at what becomes of it.
    private static void DisposeAfter(Task work, CancellationTokenSource own) => _ = work.ContinueWith(
        static (ended, source) =>
        {
            _ = ended.Exception;
            ((CancellationTokenSource)source!).Dispose();
        },
        own,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
