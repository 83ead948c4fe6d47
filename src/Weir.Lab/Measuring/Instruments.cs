namespace Weir.Lab.Measuring;

/// <summary>What is read while something is measured, and what the machine is asked for in between. Tests put a clock here that the work itself moves.</summary>
internal class Instruments
{
    // The runtime compiles what is hot once 100 ms have brought nothing new to compile.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);

    /// <summary>The clock.</summary>
    public virtual TimeProvider Time => TimeProvider.System;

    /// <summary>What the process has allocated so far. Exact, which stops all threads for a moment: so it is read outside of the time that is measured.</summary>
    public virtual long AllocatedBytes => GC.GetTotalAllocatedBytes(precise: true);

    /// <summary>How often generation 0 was collected so far.</summary>
    public virtual int Gen0Collections => GC.CollectionCount(0);

    /// <summary>What was asked of the processors of the machine so far; null: the system does not say.</summary>
    public virtual ProcessorTime? Processors => ProcessorTime.Read();

    /// <summary>Asks for all processors that the process may use.</summary>
    public virtual Task UseProcessorsAsync(TimeSpan time, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() => Work(time, cancellationToken), cancellationToken)));

    /// <summary>Does nothing for as long as is said.</summary>
    public virtual Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, Time, cancellationToken);

    /// <summary>Does nothing for as long as the compiler needs to begin.</summary>
    public virtual Task BeQuietAsync(CancellationToken cancellationToken) => WaitAsync(Quiet, cancellationToken);

    /// <summary>Collects what was left behind before anything is measured.</summary>
    public virtual void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private void Work(TimeSpan time, CancellationToken cancellationToken)
    {
        var began = Time.GetTimestamp();
        while (Time.GetElapsedTime(began) < time)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
