namespace Weir.Lab.Measuring;

/// <summary>The two sides of a comparison.</summary>
internal sealed class SidePair(Side first, Side second) : IAsyncDisposable
{
    /// <summary>The baseline.</summary>
    public Side First => first;

    /// <summary>What is compared with it; in a control the baseline once more.</summary>
    public Side Second => second;

    /// <summary>Opens both; if the other cannot be opened, the one before is disposed.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="second">What is compared with its baseline.</param>
    /// <param name="isSecondFirst">Whether the baseline is opened after the other.</param>
    /// <param name="instruments">What is read beside them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SidePair> OpenAsync(Workload workload, WorkloadVariant second, bool isSecondFirst, Instruments instruments, CancellationToken cancellationToken)
    {
        var (one, other) = isSecondFirst ? (second, WorkloadVariant.Baseline) : (WorkloadVariant.Baseline, second);
        var opened = await Side.OpenAsync(workload, one, instruments, cancellationToken).ConfigureAwait(false);
        try
        {
            var openedNext = await Side.OpenAsync(workload, other, instruments, cancellationToken).ConfigureAwait(false);
            return isSecondFirst ? new SidePair(openedNext, opened) : new SidePair(opened, openedNext);
        }
        catch
        {
            await opened.DisposeAsync().ConfigureAwait(false);
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
