namespace Weir;

/// <summary>What the checks of a step have made of its value so far.</summary>
internal readonly record struct Review<TIn, TOut>(TOut Value)
{
    /// <summary>What was found wrong, one line for each finding; null: nothing yet.</summary>
    public string? Feedback { get; init; }

    /// <summary>The step that the next attempt is to call instead; null: the same again.</summary>
    public Step<TIn, TOut>? Redirect { get; init; }

    public Review<TIn, TOut> With(string finding) => this with { Feedback = Feedback is null ? finding : $"{Feedback}\n{finding}" };
}
