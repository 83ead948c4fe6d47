namespace Weir.Generation.Validation.Analyzing;

/// <summary>The rules of NetAnalyzers that are asked. docs/validation.md says why these, and why not others.</summary>
internal static class SelectedRules
{
    public static IReadOnlyList<ValidationRule> All { get; } =
    [
        Rule("CA1068", "A parameter of type CancellationToken comes last."),
        Rule("CA2012", "A ValueTask is awaited once, and not kept."),
        Rule("CA2014", "There is no stackalloc in a loop."),
        Rule("CA2016", "A method that has a token passes it on."),
        Rule("CA2100", "The text of a command to a database is not put together from values."),
        Rule("CA2200", "An exception that is thrown again keeps its stack trace."),
        Rule("CA2213", "What a class owns and has to dispose, it disposes."),
        Rule("CA2215", "Dispose calls Dispose of the base class."),
        Rule("CA2219", "Nothing is thrown in a finally block."),
        Rule("CA2241", "A format has as many places as there are values."),
        Rule("CA2242", "A number is compared with NaN by IsNaN."),
        Rule("CA2245", "Nothing is assigned to itself."),
        Rule("CA2247", "A TaskCompletionSource gets TaskCreationOptions, not TaskContinuationOptions."),
        Rule("CA5350", "No weak cryptography is used."),
        Rule("CA5351", "No broken cryptography is used."),
        Rule("CA5359", "The check of certificates is not disabled."),
        Rule("CA5364", "No security protocol is used that is out of date."),
        Rule("CA5389", "The path of an entry of an archive does not lead out of the folder it is unpacked to."),
    ];

    private static ValidationRule Rule(string id, string summary) => new(id, ValidationSeverity.Warning, summary)
    {
        Source = "https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/" + id.ToLowerInvariant(),
    };
}
