using System.Globalization;

namespace Weir.Testing;

/// <summary>What a test says that the result of a step should be. A check that fails throws a <see cref="WeirAssertionException"/> that shows the step and what is inside it.</summary>
public static class StepChecks
{
    /// <summary>The step ended as it is said here; what is left out or null is not looked at.</summary>
    /// <param name="step">The result of the step.</param>
    /// <param name="status">How the step ended.</param>
    /// <param name="attempts">How often it was called.</param>
    /// <param name="feedback">Words that stand somewhere in its feedback.</param>
    /// <param name="fellBackTo">The name of its fall-back.</param>
    /// <param name="duration">How long it took; exact, so of use with a manual clock.</param>
    /// <returns>The result.</returns>
    /// <exception cref="WeirAssertionException">It ended otherwise; the message names all that is different.</exception>
    public static StepResult ShouldHave(
        this StepResult step,
        StepStatus? status = null,
        int? attempts = null,
        string? feedback = null,
        string? fellBackTo = null,
        TimeSpan? duration = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        var wrong = new List<string>();
        if (status is { } ended && step.Status != ended)
        {
            wrong.Add($"status {ended}, but it is {step.Status}");
        }

        if (attempts is { } calls && step.Attempts != calls)
        {
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{RunText.Times(calls)}, but it has {step.Attempts}"));
        }

        if (feedback is not null && step.Feedback?.Contains(feedback, StringComparison.Ordinal) != true)
        {
            wrong.Add($"feedback with {RunText.Value(feedback)}, but it is {RunText.Value(step.Feedback)}");
        }

        if (fellBackTo is not null && step.FellBackTo != fellBackTo)
        {
            wrong.Add($"the fall-back '{fellBackTo}', but it has {(step.FellBackTo is { } other ? $"'{other}'" : "none")}");
        }

        if (duration is { } time && step.Duration != time)
        {
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"a duration of {time}, but it took {step.Duration}"));
        }

        return wrong.Count == 0 ? step : throw Wrong(step, $"was to have {string.Join("; ", wrong)}.");
    }

    /// <summary>The step gave this value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="step">The result of the step.</param>
    /// <param name="expected">The value, compared by its default equality.</param>
    /// <returns>The result.</returns>
    /// <exception cref="WeirAssertionException">It did not complete, or gave something else.</exception>
    public static StepResult ShouldGive<T>(this StepResult step, T expected)
    {
        step.ShouldHave(StepStatus.Completed);
        var gave = step.Output is null ? default(T) is null && expected is null : step.Output is T value && EqualityComparer<T>.Default.Equals(value, expected);
        return gave ? step : throw Wrong(step, $"was to give {RunText.Value(expected)}, but gave {RunText.Value(step.Output)}.");
    }

    /// <summary>The step failed with an exception of a type.</summary>
    /// <typeparam name="T">The type, or one that it derives from.</typeparam>
    /// <param name="step">The result of the step.</param>
    /// <returns>The exception.</returns>
    /// <exception cref="WeirAssertionException">It threw something else, or nothing.</exception>
    public static T ShouldHaveThrown<T>(this StepResult step)
        where T : Exception
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Error as T
            ?? throw Wrong(step, $"was to throw a {typeof(T).Name}, but {(step.Error is null ? "threw nothing" : $"threw a {step.Error.GetType().Name}")}.");
    }

    private static WeirAssertionException Wrong(StepResult step, string sentence) =>
        new($"The step '{step.Path}' {sentence}\n\n{RunText.Of(step)}", step.Error);
}
