namespace Weir;

/// <summary>What a node checks and hides.</summary>
public sealed record NodeSecurityOptions
{
    /// <summary>Whether the checks are on; default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether inputs are cleaned; default true.</summary>
    public bool SanitizeInputs { get; init; } = true;

    /// <summary>Whether log lines are cleaned; default true.</summary>
    public bool SanitizeLogs { get; init; } = true;

    /// <summary>Whether SQL is checked; default true.</summary>
    public bool ValidateSql { get; init; } = true;

    /// <summary>The longest input, in characters; default 10,000, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxInputLength { get; init => field = Require.AtLeast(value, 1); } = 10_000;

    /// <summary>Regular expressions that no input may match; default none.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<string> ForbiddenPatterns { get; init => field = Require.Copy(value); } = [];

    /// <summary>The names of fields that logs must not show; default none.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<string> RedactFields { get; init => field = Require.Copy(value); } = [];
}
