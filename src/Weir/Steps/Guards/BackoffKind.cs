namespace Weir;

/// <summary>How the wait between attempts grows.</summary>
public enum BackoffKind
{
    /// <summary>Always the same.</summary>
    Constant,

    /// <summary>Once, twice, three times the delay.</summary>
    Linear,

    /// <summary>Once, twice, four times the delay: each wait is twice the one before.</summary>
    Exponential,
}
