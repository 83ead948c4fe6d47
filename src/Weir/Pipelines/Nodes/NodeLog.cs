using Microsoft.Extensions.Logging;

namespace Weir;

/// <summary>What is logged of nodes, in the category <c>Weir.Nodes</c>. Ids are kept for good.</summary>
internal static class NodeLog
{
    private static readonly Action<ILogger, string, string, string, string?, Exception?> Starts = LoggerMessage.Define<string, string, string, string?>(
        LogLevel.Debug, new EventId(40, "NodeStarted"), "The operation '{Operation}' of {Node} starts in the run {RunId}: {Input}");

    private static readonly Action<ILogger, string, string, string, StepStatus, double, Exception?> Ends = LoggerMessage.Define<string, string, string, StepStatus, double>(
        LogLevel.Information, new EventId(41, "NodeEnded"), "The operation '{Operation}' of {Node} ended in the run {RunId} as {Outcome} after {Milliseconds:0.###} ms.");

    private static readonly Action<ILogger, string, string, string, double, string, string, Exception?> Fails = LoggerMessage.Define<string, string, string, double, string, string>(
        LogLevel.Error, new EventId(42, "NodeFailed"), "The operation '{Operation}' of {Node} failed in the run {RunId} after {Milliseconds:0.###} ms: {ErrorType}: {Error}");

    private static readonly Action<ILogger, string, string, string, string, Exception?> LetterLost = LoggerMessage.Define<string, string, string, string>(
        LogLevel.Error, new EventId(43, "DeadLetterLost"), "The dead letter of the operation '{Operation}' of {Node} in the run {RunId} is lost: {Reason}");

    private static readonly Action<ILogger, string, long, int, Exception?> Alerts = LoggerMessage.Define<string, long, int>(
        LogLevel.Critical, new EventId(44, "DeadLetterAlert"), "{Node} has put aside {Count} dead letters; the threshold is {Threshold}.");

    /// <summary>Where to log in a run; null: nowhere.</summary>
    public static ILogger? Of(StepContext context) => NodeServices.Find<ILoggerFactory>(context)?.CreateLogger(NodeTelemetry.SourceName);

    public static void Started(ILogger log, string operation, string node, string run, string? input) => Starts(log, operation, node, run, input, null);

    public static void Ended(ILogger log, string operation, string node, string run, StepStatus outcome, TimeSpan duration) =>
        Ends(log, operation, node, run, outcome, duration.TotalMilliseconds, null);

    public static void Failed(ILogger log, DeadLetter failure, TimeSpan duration) =>
        Fails(log, failure.Operation, failure.Node, failure.RunId, duration.TotalMilliseconds, failure.ErrorType, failure.Error, null);

    public static void Lost(ILogger log, DeadLetter letter, string reason) => LetterLost(log, letter.Operation, letter.Node, letter.RunId, reason, null);

    public static void Alert(ILogger log, string node, long count, int threshold) => Alerts(log, node, count, threshold, null);
}
