namespace Weir.Lab.Measuring;

/// <summary>The two sides of a comparison.</summary>
internal sealed class SidePair(Side first, Side second) : IAsyncDisposable
{
    /// <summary>The baseline.</summary>
    public Side First => first;

    /// <summary>What is compared with it; in a control the baseline once more.</summary>
    public Side Second => second;

    /// <summary>Opens both; if the second cannot be opened, the first is disposed.</summary>
    public static async Task<SidePair> OpenAsync(Workload workload, WorkloadVariant second, Instruments instruments, CancellationToken cancellationToken)
    {
        var first = await Side.OpenAsync(workload, WorkloadVariant.Baseline, instruments, cancellationToken).ConfigureAwait(false);
        try
        {
            return new SidePair(first, await Side.OpenAsync(workload, second, instruments, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await first.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Disposes both, the second also where the first throws.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await first.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await second.DisposeAsync().ConfigureAwait(false);
        }
    }
}
