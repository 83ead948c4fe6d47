using System.Runtime.ExceptionServices;

namespace Weir.Lab.Measuring;

/// <summary>The two sides of a comparison, opened several times.</summary>
/// <param name="pairs">At least one.</param>
internal sealed class SideSet(IReadOnlyList<SidePair> pairs) : IAsyncDisposable
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<SidePair> Pairs => pairs;

    /// <summary>The values with a target of their own: those of the first pair.</summary>
    public IReadOnlyList<WorkloadCheck> Checks => [.. pairs[0].First.Checks, .. pairs[0].Second.Checks];

    /// <summary>Opens both sides so many times; if one cannot be opened, those before it are disposed.</summary>
    public static async Task<SideSet> OpenAsync(Workload workload, WorkloadVariant second, int times, Instruments instruments, CancellationToken cancellationToken)
    {
        var pairs = new List<SidePair>(times);
        try
        {
            while (pairs.Count < times)
            {
                // Every other time the other way round: what is opened later lies elsewhere.
                pairs.Add(await SidePair.OpenAsync(workload, second, isSecondFirst: pairs.Count % 2 == 1, instruments, cancellationToken).ConfigureAwait(false));
            }

            return new SideSet(pairs);
        }
        catch
        {
            await new SideSet(pairs).DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Disposes all, the others also where one throws; gives what the first that threw has thrown.</summary>
    public async ValueTask DisposeAsync()
    {
        Exception? first = null;
        foreach (var pair in pairs)
        {
            try
            {
                await pair.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                first ??= error;
            }
        }

        if (first is not null)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
