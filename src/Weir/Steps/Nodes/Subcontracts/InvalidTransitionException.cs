namespace Weir;

/// <summary>A state was to become one that is not allowed after it; it is what it was.</summary>
public sealed class InvalidTransitionException : InvalidOperationException
{
    internal InvalidTransitionException(string? key, string from, string to, IReadOnlyList<string> allowed)
        : base($"{(key is null ? "The state" : $"The state of '{key}'")} is '{from}', which cannot become '{to}'; {After(allowed)}.")
    {
        From = from;
        To = to;
        Allowed = allowed;
    }

    /// <summary>The state as it is.</summary>
    public string From { get; }

    /// <summary>The state that was asked for.</summary>
    public string To { get; }

    /// <summary>What may come after <see cref="From"/>, in the order of the transitions; empty: nothing, it is final.</summary>
    public IReadOnlyList<string> Allowed { get; }

    private static string After(IReadOnlyList<string> allowed) =>
        allowed.Count == 0 ? "it is final" : "it can become " + string.Join(" or ", allowed.Select(static state => $"'{state}'"));
}
