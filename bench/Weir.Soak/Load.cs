namespace Weir.Soak;

/// <summary>One kind of run, and what has to be so when it has ended.</summary>
internal abstract class Load
{
    /// <summary>The name, for the report.</summary>
    public abstract string Name { get; }

    /// <summary>Does one run and looks at all that it gave.</summary>
    /// <param name="executor">Where it runs; its layers are switched meanwhile.</param>
    /// <param name="number">What the run is about; the same number has the same outcome.</param>
    /// <param name="cancellationToken">Ends runs that are meant to be cancelled; else none is.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="ViolationException">Something is not as it has to be.</exception>
    public abstract Task<RunStatus> RunAsync(Executor executor, int number, CancellationToken cancellationToken);

    protected static void Require(bool isSo, string what)
    {
        if (!isSo)
        {
            throw new ViolationException(what);
        }
    }
}

/// <summary>Something is not as it has to be.</summary>
internal sealed class ViolationException(string what) : Exception(what);
