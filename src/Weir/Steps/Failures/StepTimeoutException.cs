using System.Globalization;

namespace Weir;

/// <summary>A step took longer than it may.</summary>
public sealed class StepTimeoutException : TimeoutException
{
    internal StepTimeoutException(string path, TimeSpan timeout, TimeSpan elapsed, bool isAttempt)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The step '{path}' was stopped after {elapsed.TotalMilliseconds:0} ms: its time-out {(isAttempt ? "for one attempt" : "for all attempts")} is {timeout.TotalMilliseconds:0.###} ms."))
    {
        Path = path;
        Timeout = timeout;
        Elapsed = elapsed;
        IsAttempt = isAttempt;
    }

    /// <summary>The address of the step.</summary>
    public string Path { get; }

    /// <summary>How long it may take.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Whether the limit was that of one attempt; else that of all attempts together.</summary>
    public bool IsAttempt { get; }
}
