namespace Weir;

/// <summary>What came of a call: a value, or why there is none.</summary>
/// <typeparam name="T">What the step gives.</typeparam>
public readonly struct StepOutcome<T>
{
    private readonly T? _value;

    internal StepOutcome(T value) => _value = value;

    internal StepOutcome(StepFailure failure) => Failure = failure;

    /// <summary>Whether there is no value.</summary>
    public bool IsFailure => Failure is not null;

    /// <summary>
    /// Whether there is no value because the run is stopping or was ended on purpose. Layers pass that on and do not count it.
    /// </summary>
    public bool IsSignal => Failure is { IsSignal: true };

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public T Value => Failure is null ? _value! : throw new InvalidOperationException($"There is no value, because the call failed: {Feedback}");

    /// <summary>What was thrown, or an exception that stands for a failure without one; null if there is a value. Reading it makes it.</summary>
    public Exception? Error => Failure?.Error;

    /// <summary>Why there is no value, in words; null if there is one.</summary>
    public string? Feedback => Failure?.Feedback;

    internal StepFailure? Failure { get; }

    /// <summary>The value; nothing sensible in a failure.</summary>
    internal T Raw => _value!;

    /// <summary>An outcome that is a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The outcome.</returns>
    public static StepOutcome<T> From(T value) => new(value);

    /// <summary>A failure, without an exception.</summary>
    /// <param name="feedback">What is wrong, in words; the next attempt sees it. Not empty.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentException"><paramref name="feedback"/> is empty.</exception>
    public static StepOutcome<T> Failed(string feedback) => new(new StepFailure(StepStatus.Failed, null, Require.Text(feedback, nameof(feedback))));

    /// <summary>A failure with an exception, which is not thrown.</summary>
    /// <param name="error">The exception; an <see cref="OperationCanceledException"/> while the run is stopping is no failure but its cancellation.</param>
    /// <param name="context">The surroundings of the call.</param>
    /// <returns>The outcome.</returns>
    public static StepOutcome<T> FromException(Exception error, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(context);
        return new StepOutcome<T>(context.Scope.FailureOf(error));
    }
}
