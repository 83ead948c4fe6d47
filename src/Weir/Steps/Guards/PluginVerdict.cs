namespace Weir;

/// <summary>What a <see cref="StepPlugin{TIn, TOut}"/> decided.</summary>
/// <typeparam name="TIn">What the step takes.</typeparam>
/// <typeparam name="TOut">What the step gives.</typeparam>
public readonly record struct PluginVerdict<TIn, TOut>
{
    internal PluginVerdictKind Kind { get; private init; }

    internal TOut? Value { get; private init; }

    internal string? Feedback { get; private init; }

    internal Step<TIn, TOut>? Target { get; private init; }

    /// <summary>The value is good as it is; also what <c>default</c> means.</summary>
    /// <returns>The verdict.</returns>
    public static PluginVerdict<TIn, TOut> Accept() => default;

    /// <summary>Another value takes its place.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The verdict.</returns>
    public static PluginVerdict<TIn, TOut> Replace(TOut value) => new() { Kind = PluginVerdictKind.Replace, Value = value };

    /// <summary>The attempt has failed; the next one, if there is one, sees why.</summary>
    /// <param name="feedback">What is wrong; not empty.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="ArgumentException"><paramref name="feedback"/> is empty.</exception>
    public static PluginVerdict<TIn, TOut> Reject(string feedback) =>
        new() { Kind = PluginVerdictKind.Reject, Feedback = Require.Text(feedback, nameof(feedback)) };

    /// <summary>The attempt has failed; the next one, if there is one, calls another step instead.</summary>
    /// <param name="step">The step; one that this call has already been redirected to fails the step for good.</param>
    /// <param name="feedback">What is wrong; not empty.</param>
    /// <returns>The verdict.</returns>
    /// <exception cref="ArgumentException"><paramref name="feedback"/> is empty.</exception>
    public static PluginVerdict<TIn, TOut> RedirectTo(Step<TIn, TOut> step, string feedback)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new() { Kind = PluginVerdictKind.Redirect, Target = step, Feedback = Require.Text(feedback, nameof(feedback)) };
    }
}

internal enum PluginVerdictKind
{
    Accept,
    Replace,
    Reject,
    Redirect,
}
