using System.Globalization;

namespace Weir.Layers.Concurrency;

/// <summary>The error of a step that was not called, because it waited too long for its turn. It is a value in the run; nothing throws it.</summary>
public sealed class ConcurrencyTimeoutException : TimeoutException
{
    internal ConcurrencyTimeoutException(string path, int maxConcurrent, TimeSpan waited)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The step '{path}' was not called: it waited {waited.TotalMilliseconds:0} ms for its turn, while Concurrency.MaxConcurrent lets {maxConcurrent} run at once; raise it or Concurrency.QueueTimeout."))
    {
        StepPath = path;
        MaxConcurrent = maxConcurrent;
        Waited = waited;
    }

    /// <summary>The address of the step.</summary>
    public string StepPath { get; }

    /// <summary>How many calls run at once.</summary>
    public int MaxConcurrent { get; }

    /// <summary>How long the call waited.</summary>
    public TimeSpan Waited { get; }
}
