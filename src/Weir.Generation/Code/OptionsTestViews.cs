using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir.Generation.Code;

/// <summary>What the tests of a node's options show: how often, how long and with which failures the options of the contract are to act.</summary>
internal static class OptionsTestViews
{
    private static readonly string[] Broken = ["InvalidOperationException", "SystemException", "Exception"];
    private static readonly int[] Statuses = [404, 400, 418, 401, 403, 410, 422];

    /// <summary>The attempts; null: the contract asks for one, or for failures that no test can make.</summary>
    public static object? Retry(NodeOptions options) => Attempts(options) is var attempts and > 1 && Passing(options.Retry) is { } passing
        ? new
        {
            Attempts = attempts,
            Passing = passing,
            Lasting = Http(Statuses.Concat(Enumerable.Range(100, 500)).First(status => !options.Retry.RetryableStatusCodes.Contains(status))),
            Waits = CSharpText.Literal(TimeSpan.FromTicks(Enumerable.Range(1, attempts - 1).Sum(attempt => Wait(options, attempt)))),
        }
        : null;

    /// <summary>The dead letter of a body that always fails; null: the contract has no queue.</summary>
    public static object? Letter(NodeOptions options) => !options.DeadLetterQueue.Enabled ? null : new
    {
        Error = Passing(options.Retry) ?? "new InvalidOperationException(\"broken\")",
        Attempts = Passing(options.Retry) is null ? 1 : Attempts(options),
    };

    /// <summary>Whether a sample has two characters of text, which is one more than the tests allow.</summary>
    public static bool HasText(JsonNode? value) => value switch
    {
        JsonObject map => map.Any(property => HasText(property.Value)),
        JsonArray list => list.Any(HasText),
        JsonValue one => one.GetValueKind() == JsonValueKind.String && one.GetValue<string>().EnumerateRunes().Count() > 1,
        _ => false,
    };

    /// <summary>A property with a text that is to be hidden, of those that the contract names if there is one; null: the sample has no text.</summary>
    public static string? Secret(JsonObject sample, NodeSecurityOptions options) => sample
        .Where(property => property.Value is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Trim().Length > 0)
        .OrderByDescending(property => options.RedactFields.Contains(property.Key))
        .Select(property => property.Key)
        .FirstOrDefault();

    private static int Attempts(NodeOptions options) =>
        Math.Max(options.Retry.Enabled ? options.Retry.MaxAttempts : 1, options.DeadLetterQueue.Enabled ? options.DeadLetterQueue.MaxRetries + 1 : 1);

    private static string? Passing(NodeRetryOptions options)
    {
        if (options.RetryableStatusCodes is [var status, ..])
        {
            return Http(status);
        }

        var names = options.RetryableExceptions;
        return names.Count == 0 || Broken.Any(name => names.Contains(name) || names.Contains("System." + name)) ? "new InvalidOperationException(\"busy\")" : null;
    }

    private static string Http(int status) =>
        string.Create(CultureInfo.InvariantCulture, $"new HttpRequestException(\"busy\", null, (HttpStatusCode){status})");

    // The waits as docs/contracts.md says them: those of the policy first, then those of the queue.
    private static long Wait(NodeOptions options, int attempt) => options.Retry.Enabled && attempt < options.Retry.MaxAttempts
        ? (long)Math.Min(options.Retry.InitialDelay.Ticks * Math.Pow((double)options.Retry.BackoffMultiplier, attempt - 1), options.Retry.MaxDelay.Ticks)
        : options.DeadLetterQueue.RetryDelay.Ticks;
}
