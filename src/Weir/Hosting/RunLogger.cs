using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace Weir;

/// <summary>Writes the log of one run from its events, and hands them on. Nothing of values is written; <c>docs/hosting.md</c> lists the messages.</summary>
/// <param name="log">The log.</param>
/// <param name="pipeline">The name of the pipeline.</param>
/// <param name="withErrors">Whether messages of errors are written, and feedback.</param>
/// <param name="other">Who else is told; null: nobody.</param>
internal sealed class RunLogger(ILogger log, string pipeline, bool withErrors, IProgress<RunEvent>? other) : IProgress<RunEvent>
{
    private DateTimeOffset _started;
    private ExceptionDispatchInfo? _thrown;

    public void Report(RunEvent value)
    {
        Write(value);
        Pass(value);
        if (value is RunEnded)
        {
            // Only now, for an observer that throws is not called again.
            _thrown?.Throw();
        }
    }

    private void Write(RunEvent one)
    {
        switch (one)
        {
            case RunStarted:
                _started = one.Time;
                RunLogMessages.Started(log, pipeline, one.RunId);
                break;
            case RunResumed:
                _started = one.Time;
                RunLogMessages.Resumed(log, pipeline, one.RunId);
                break;
            case StepEnded { Result: { Status: StepStatus.Failed } step } when !step.Steps.Any(static inner => inner.Status == StepStatus.Failed):
                RunLogMessages.StepFailed(log, one.RunId, step, withErrors);
                break;
            case AttemptRestarted again:
                RunLogMessages.AttemptRestarted(log, again, withErrors);
                break;
            case RunPaused pause:
                RunLogMessages.Paused(log, pause);
                break;
            case RunEnded end:
                RunLogMessages.Ended(log, pipeline, end, end.Time - _started);
                break;
            default:
                break;
        }
    }

    private void Pass(RunEvent one)
    {
        if (other is null || _thrown is not null)
        {
            return;
        }

        try
        {
            other.Report(one);
        }
        catch (Exception error)
        {
            _thrown = ExceptionDispatchInfo.Capture(error);
            RunLogMessages.ObserverFailed(log, pipeline, one.RunId, error, withErrors);
        }
    }
}
