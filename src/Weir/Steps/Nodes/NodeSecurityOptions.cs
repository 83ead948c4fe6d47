namespace Weir;

/// <summary>What a node checks and hides.</summary>
public sealed record NodeSecurityOptions
{
    /// <summary>Whether the checks are on; default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether texts of inputs lose control characters, but for tab and line ends, and marks that change the direction of reading; default true.</summary>
    public bool SanitizeInputs { get; init; } = true;

    /// <summary>Whether line breaks and control characters of logged values are written as codes; default true.</summary>
    public bool SanitizeLogs { get; init; } = true;

    /// <summary>Whether texts that have the form of a piece of SQL are refused; default true.</summary>
    public bool ValidateSql { get; init; } = true;

    /// <summary>The longest input, in characters of all its texts together; default 10,000, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxInputLength { get; init => field = Require.AtLeast(value, 1); } = 10_000;

    /// <summary>Regular expressions that are found in no text of an input; default none. A wrong one is refused where a pipeline is built.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<string> ForbiddenPatterns { get; init => field = Require.Copy(value); } = [];

    /// <summary>The names of fields whose values logs and dead letters must not show, in any letter case; default none.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<string> RedactFields { get; init => field = Require.Copy(value); } = [];
}
