namespace Weir.Yaml;

/// <summary>How much a diagnostic weighs.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Probably not what was meant; the file is still usable.</summary>
    Warning,

    /// <summary>The file cannot be used.</summary>
    Error,
}

/// <summary>One finding about a file: what is wrong, where, and what would be right.</summary>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Code">A stable code, such as <c>WEIR2003</c>; docs/errors.md lists them.</param>
/// <param name="Message">One sentence; control characters in it are escaped.</param>
/// <param name="Position">Where.</param>
public sealed record Diagnostic(DiagnosticSeverity Severity, string Code, string Message, SourcePosition Position)
{
    /// <summary>One sentence on one line: control characters that came from the file are escaped.</summary>
    public string Message { get; init => field = DiagnosticText.Line(value); } = DiagnosticText.Line(Message);

    /// <summary>The finding on one line: <c>file:line:column: error WEIR2003: message</c>.</summary>
    public override string ToString()
    {
        var severity = Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "info",
        };
        return $"{Position}: {severity} {Code}: {Message}";
    }
}
