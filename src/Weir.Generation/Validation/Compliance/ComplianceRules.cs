namespace Weir.Generation.Validation.Compliance;

/// <summary>The rules of <see cref="ComplianceValidator"/>.</summary>
internal static class ComplianceRules
{
    public static readonly ValidationRule NodeName = Error("node-name", "A node is not called as its contract or its kind says.");

    public static readonly ValidationRule NodeBase = Error("node-base", "The class of the contract's node does not derive from its kind.");

    public static readonly ValidationRule Operation = Error("operation", "An operation takes or gives something else than its contract says.");

    public static readonly ValidationRule NoCancellation = Warning("no-cancellation", "Work cannot be cancelled, or a token is not passed on.");

    public static readonly ValidationRule UntypedError = Warning("untyped-error", "An error says nothing by its type, or is swallowed.");

    public static readonly ValidationRule UnstructuredLogging = Warning("unstructured-logging", "A message is written to the console, or is put together before it is logged.");

    public static readonly ValidationRule UnreadSetting = Warning("unread-setting", "A setting of a node is never read.");

    public static readonly ValidationRule BeyondKind = Error("beyond-kind", "A node does what its kind may not.");

    /// <summary>All of them, in the order of their page.</summary>
    public static readonly IReadOnlyList<ValidationRule> All =
        [NodeName, NodeBase, Operation, NoCancellation, UntypedError, UnstructuredLogging, UnreadSetting, BeyondKind];

    private static ValidationRule Error(string name, string summary) => new("compliance/" + name, ValidationSeverity.Error, summary);

    private static ValidationRule Warning(string name, string summary) => new("compliance/" + name, ValidationSeverity.Warning, summary);
}
