namespace Weir.Generation.Validation;

/// <summary>The severities of rules and findings.</summary>
public static class ValidationSeverity
{
    /// <summary>The code does not pass.</summary>
    public const string Error = "error";

    /// <summary>The code loses score.</summary>
    public const string Warning = "warning";

    /// <summary>Said, and nothing else.</summary>
    public const string Info = "info";
}
