using System.Globalization;

namespace Weir;

/// <summary>A step took longer than it may.</summary>
public sealed class StepTimeoutException : TimeoutException
{
    /// <param name="path">The address of the step.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="isAttempt">Whether the limit was that of one attempt.</param>
    /// <param name="last">How the last attempt failed that had ended before; null: none had, or that is no matter.</param>
    /// <param name="isBetween">Whether the time was over between two attempts; else the one that was stopped is the last.</param>
    internal StepTimeoutException(
        string path, TimeSpan timeout, TimeSpan elapsed, bool isAttempt, StepFailure? last = null, bool isBetween = false)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The step '{path}' was stopped after {elapsed.TotalMilliseconds:0} ms: its time-out {(isAttempt ? "for one attempt" : "for all attempts")} is {timeout.TotalMilliseconds:0.###} ms{Cause(last, isBetween)}"),
            last?.Error)
    {
        StepPath = path;
        Timeout = timeout;
        Elapsed = elapsed;
        IsAttempt = isAttempt;
    }

    /// <summary>The address of the step.</summary>
    public string StepPath { get; }

    /// <summary>How long it may take.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Whether the limit was that of one attempt; else that of all attempts together.</summary>
    public bool IsAttempt { get; }

    private static string Cause(StepFailure? last, bool isBetween) =>
        last is null ? "." : $"; {(isBetween ? "its last attempt" : "the attempt before")} failed: {last.Feedback}";
}
