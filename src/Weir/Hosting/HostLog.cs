using Microsoft.Extensions.Logging;

namespace Weir;

/// <summary>What is logged of executors in a host, in the category <c>Weir.Host</c>. Ids are kept for good.</summary>
internal static class HostLog
{
    private static readonly Action<ILogger, string, long, TimeSpan, Exception?> DrainStarted = LoggerMessage.Define<string, long, TimeSpan>(
        LogLevel.Information, new EventId(20, nameof(DrainStarted)), "The executor '{Key}' takes no new runs; {Runs} in flight have {DrainTimeout} to end.");

    private static readonly Action<ILogger, string, long, Exception?> DrainEnded = LoggerMessage.Define<string, long>(
        LogLevel.Warning, new EventId(21, nameof(DrainEnded)), "The executor '{Key}' cancels the {Runs} runs that have not ended.");

    private static readonly Action<ILogger, string, string, RunStatus, Exception?> Cut = LoggerMessage.Define<string, string, RunStatus>(
        LogLevel.Warning, new EventId(22, nameof(RunCut)), "The run {RunId} of '{Name}' was cut, and ended as {Status}.");

    private static readonly Action<ILogger, string, int, Exception?> ExecutorStopped = LoggerMessage.Define<string, int>(
        LogLevel.Information, new EventId(23, nameof(ExecutorStopped)), "The executor '{Key}' stopped; {CutRuns} runs were cut.");

    private static readonly Action<ILogger, string, Exception?> ServicesThrew = LoggerMessage.Define<string>(
        LogLevel.Error, new EventId(24, nameof(ServicesFailed)), "The services of a run of '{Pipeline}' could not be disposed.");

    private static readonly Action<ILogger, string, Exception?> TelemetryLeft = LoggerMessage.Define<string>(
        LogLevel.Error, new EventId(25, nameof(TelemetryLost)), "The telemetry of the executor '{Key}' was not exported in time; what was left is lost.");

    public static void Draining(ILogger log, string key, long runs, TimeSpan drain) => DrainStarted(log, key, runs, drain, null);

    public static void Cutting(ILogger log, string key, long runs) => DrainEnded(log, key, runs, null);

    public static void RunCut(ILogger log, CutRun run) => Cut(log, run.Id, run.Name, run.Status, null);

    public static void Stopped(ILogger log, string key, int cut) => ExecutorStopped(log, key, cut, null);

    public static void TelemetryLost(ILogger log, string key, Exception error) => TelemetryLeft(log, key, error);

    public static void ServicesFailed(ILogger log, string pipeline, Exception error) => ServicesThrew(log, pipeline, error);
}
