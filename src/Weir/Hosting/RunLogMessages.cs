using Microsoft.Extensions.Logging;

namespace Weir;

/// <summary>What is logged of runs, in the category <c>Weir.Runs</c>. Ids are kept for good.</summary>
internal static class RunLogMessages
{
    private static readonly Action<ILogger, string, string, Exception?> RunStarted = LoggerMessage.Define<string, string>(
        LogLevel.Debug, new EventId(1, nameof(RunStarted)), "The run {RunId} of '{Pipeline}' started.");

    private static readonly Action<ILogger, string, string, Exception?> RunResumed = LoggerMessage.Define<string, string>(
        LogLevel.Debug, new EventId(2, nameof(RunResumed)), "The run {RunId} of '{Pipeline}' goes on.");

    private static readonly Action<ILogger, string, string, double, Exception?> RunCompleted = LoggerMessage.Define<string, string, double>(
        LogLevel.Information, new EventId(3, nameof(RunCompleted)), "The run {RunId} of '{Pipeline}' completed after {Milliseconds:0.###} ms.");

    private static readonly Action<ILogger, string, string, RunStatus, double, Exception?> RunEnded = LoggerMessage.Define<string, string, RunStatus, double>(
        LogLevel.Information, new EventId(4, nameof(RunEnded)), "The run {RunId} of '{Pipeline}' ended as {Status} after {Milliseconds:0.###} ms.");

    private static readonly Action<ILogger, string, string, double, Exception?> RunFailed = LoggerMessage.Define<string, string, double>(
        LogLevel.Error, new EventId(5, nameof(RunFailed)), "The run {RunId} of '{Pipeline}' failed after {Milliseconds:0.###} ms.");

    private static readonly Action<ILogger, string, string, int, string, Exception?> StepFailedBy = LoggerMessage.Define<string, string, int, string>(
        LogLevel.Warning, new EventId(6, "StepFailed"), "The step '{Path}' of the run {RunId} failed in attempt {Attempt}: {ErrorType}.");

    private static readonly Action<ILogger, string, string, int, Exception?> Restarted = LoggerMessage.Define<string, string, int>(
        LogLevel.Warning, new EventId(7, nameof(AttemptRestarted)), "The step '{Path}' of the run {RunId} begins attempt {Attempt}.");

    private static readonly Action<ILogger, string, string, int, string?, Exception?> RestartedAfter = LoggerMessage.Define<string, string, int, string?>(
        LogLevel.Warning, new EventId(7, nameof(AttemptRestarted)), "The step '{Path}' of the run {RunId} begins attempt {Attempt}: {Feedback}");

    private static readonly Action<ILogger, string, string, string, Exception?> RunPauses = LoggerMessage.Define<string, string, string>(
        LogLevel.Information, new EventId(8, "RunPaused"), "The run {RunId} waits at '{Path}' for an answer of type {AnswerType}.");

    private static readonly Action<ILogger, string, string, string, Exception?> ObserverThrew = LoggerMessage.Define<string, string, string>(
        LogLevel.Warning, new EventId(9, nameof(ObserverFailed)), "The observer of the run {RunId} of '{Pipeline}' threw {ErrorType}; it is not called again.");

    public static void Started(ILogger log, string pipeline, string run) => RunStarted(log, run, pipeline, null);

    public static void Resumed(ILogger log, string pipeline, string run) => RunResumed(log, run, pipeline, null);

    public static void Ended(ILogger log, string pipeline, RunEnded end, TimeSpan duration)
    {
        switch (end.Status)
        {
            case RunStatus.Completed:
                RunCompleted(log, end.RunId, pipeline, duration.TotalMilliseconds, null);
                break;
            case RunStatus.Failed:
                RunFailed(log, end.RunId, pipeline, duration.TotalMilliseconds, null);
                break;
            default:
                RunEnded(log, end.RunId, pipeline, end.Status, duration.TotalMilliseconds, null);
                break;
        }
    }

    public static void StepFailed(ILogger log, string run, StepResult step, bool withErrors) =>
        StepFailedBy(log, step.Path, run, step.Attempts, TypeName.Of(step.Error?.GetType() ?? typeof(Exception)), withErrors ? step.Error : null);

    public static void AttemptRestarted(ILogger log, AttemptRestarted again, bool withErrors)
    {
        if (withErrors)
        {
            RestartedAfter(log, again.Path, again.RunId, again.Attempt, again.Feedback, null);
        }
        else
        {
            Restarted(log, again.Path, again.RunId, again.Attempt, null);
        }
    }

    public static void Paused(ILogger log, RunPaused pause) => RunPauses(log, pause.RunId, pause.Path, pause.AnswerType, null);

    public static void ObserverFailed(ILogger log, string pipeline, string run, Exception error, bool withErrors) =>
        ObserverThrew(log, run, pipeline, TypeName.Of(error.GetType()), withErrors ? error : null);
}
