namespace Weir;

/// <summary>What the checks of a step have made of its value so far.</summary>
internal struct Review<TIn, TOut>(TOut value)
{
    public TOut Value = value;

    /// <summary>What was found wrong, one line for each finding; null: nothing yet.</summary>
    public string? Feedback;

    /// <summary>The step that the next attempt is to call instead; null: the same again.</summary>
    public Step<TIn, TOut>? Redirect;

    public void Add(string part, string finding) => Feedback = Feedback is null ? $"{part}: {finding}" : $"{Feedback}\n{part}: {finding}";
}
