using System.Globalization;

namespace Weir.Generation.Code;

/// <summary>One part of the node's options: its name, and each property as C#.</summary>
internal sealed record OptionSection(string Name, IReadOnlyList<OptionValue> Values);

/// <summary>A property of the options, its value as a C# expression, and the same with its type where an expression alone has none.</summary>
internal sealed record OptionValue(string Name, string Value, string Typed, bool IsTrue, bool IsFalse)
{
    public OptionValue(string name, string value)
        : this(name, value, value, false, false)
    {
    }
}

/// <summary>Writes node options as C#.</summary>
internal static class NodeOptionsText
{
    public static IReadOnlyList<OptionSection> Sections(NodeOptions options) =>
    [
        new("CircuitBreaker",
        [
            Of("Enabled", options.CircuitBreaker.Enabled),
            Of("FailureThreshold", options.CircuitBreaker.FailureThreshold),
            Of("RecoveryTimeout", options.CircuitBreaker.RecoveryTimeout),
            Of("HalfOpenMaxCalls", options.CircuitBreaker.HalfOpenMaxCalls),
            Of("Services", options.CircuitBreaker.Services),
        ]),
        new("Retry",
        [
            Of("Enabled", options.Retry.Enabled),
            Of("MaxAttempts", options.Retry.MaxAttempts),
            Of("InitialDelay", options.Retry.InitialDelay),
            Of("MaxDelay", options.Retry.MaxDelay),
            new("BackoffMultiplier", CSharpText.Literal(options.Retry.BackoffMultiplier)),
            Of("RetryableExceptions", options.Retry.RetryableExceptions),
            ListOf("RetryableStatusCodes", "int", "[" + string.Join(", ", options.Retry.RetryableStatusCodes.Select(Number)) + "]"),
        ]),
        new("DeadLetterQueue",
        [
            Of("Enabled", options.DeadLetterQueue.Enabled),
            Of("MaxRetries", options.DeadLetterQueue.MaxRetries),
            new("TopicSuffix", CSharpText.Literal(options.DeadLetterQueue.TopicSuffix)),
            Of("RetryDelay", options.DeadLetterQueue.RetryDelay),
            Of("AlertThreshold", options.DeadLetterQueue.AlertThreshold),
        ]),
        new("Transactions",
        [
            Of("Enabled", options.Transactions.Enabled),
            new("IsolationLevel", "System.Data.IsolationLevel." + options.Transactions.IsolationLevel),
            Of("Timeout", options.Transactions.Timeout),
            Of("RollbackOnError", options.Transactions.RollbackOnError),
            Of("Savepoints", options.Transactions.Savepoints),
        ]),
        new("Security",
        [
            Of("Enabled", options.Security.Enabled),
            Of("SanitizeInputs", options.Security.SanitizeInputs),
            Of("SanitizeLogs", options.Security.SanitizeLogs),
            Of("ValidateSql", options.Security.ValidateSql),
            Of("MaxInputLength", options.Security.MaxInputLength),
            Of("ForbiddenPatterns", options.Security.ForbiddenPatterns),
            Of("RedactFields", options.Security.RedactFields),
        ]),
        new("Observability",
        [
            Of("Enabled", options.Observability.Enabled),
            Of("Tracing", options.Observability.Tracing),
            Of("Metrics", options.Observability.Metrics),
            Of("Logging", options.Observability.Logging),
        ]),
    ];

    private static OptionValue Of(string name, bool value) => new(name, CSharpText.Literal(value), CSharpText.Literal(value), value, !value);

    private static OptionValue Of(string name, int value) => new(name, Number(value));

    private static OptionValue Of(string name, TimeSpan value) => new(name, CSharpText.Literal(value));

    private static OptionValue Of(string name, IReadOnlyList<string> values) => ListOf(name, "string", CSharpText.Literal(values));

    private static OptionValue ListOf(string name, string type, string list) => new(name, list, $"({type}[]){list}", false, false);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
