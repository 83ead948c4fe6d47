namespace Weir.Yaml.StepTypes;

/// <summary>Ends a query that takes too long, or whose step is to stop. Asked at every value that the query looks at.</summary>
internal sealed class QueryLimit(TimeProvider time, TimeSpan maxTime, CancellationToken cancellationToken)
{
    // A power of two: so many values are looked at before the clock is.
    private const int Interval = 1024;

    private readonly long _start = time.GetTimestamp();
    private int _looks;

    /// <exception cref="OperationCanceledException">The step is to stop.</exception>
    /// <exception cref="TimeoutException">It took too long; the message goes on behind the name of the query.</exception>
    public void Check()
    {
        if ((++_looks & (Interval - 1)) != 0)
        {
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (time.GetElapsedTime(_start) > maxTime)
        {
            throw new TimeoutException($"took longer than {maxTime.TotalSeconds:0.###} s; make it narrower.");
        }
    }
}
