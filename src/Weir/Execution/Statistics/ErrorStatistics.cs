namespace Weir;

/// <summary>Why runs did not complete. Immutable.</summary>
public sealed class ErrorStatistics
{
    /// <summary>The name under which runs are counted whose step failed without throwing.</summary>
    public const string FailedByValue = "failed by value";

    /// <summary>The name under which all types are counted that came after the first <see cref="MaxTypes"/>.</summary>
    public const string OtherTypes = "other types";

    /// <summary>How many types of exceptions are counted apart: 64.</summary>
    public const int MaxTypes = 64;

    internal ErrorStatistics(IReadOnlyDictionary<string, long> byType, RunMetrics runs)
    {
        ByType = byType;
        Count = byType.Values.Sum();
        TimedOut = runs.TimedOut;
        Cancelled = runs.Cancelled;
    }

    /// <summary>How many runs failed: the sum of <see cref="ByType"/>.</summary>
    public long Count { get; }

    /// <summary>
    /// Failed runs by the full name of the type that was thrown, of a workflow by its first failed step in the order of declaration; besides
    /// <see cref="FailedByValue"/> and <see cref="OtherTypes"/>.
    /// </summary>
    public IReadOnlyDictionary<string, long> ByType { get; }

    /// <summary>How many of the failed runs failed by a <see cref="StepTimeoutException"/>, which is what a time-out of Weir throws.</summary>
    public long TimedOut { get; }

    /// <summary>How many runs were cancelled; they have not failed.</summary>
    public long Cancelled { get; }
}
