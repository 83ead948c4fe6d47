// source: CA2016 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2016)
// why: the token is passed on through a linked source, and left out on purpose where something is undone
// expect: none

using System;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.LinkedTimeLimit;

public interface IReservations
{
    Task<string> ReserveAsync(string sku, CancellationToken cancellationToken);

    Task ReleaseAsync(string reservation, CancellationToken cancellationToken);

    Task PayAsync(string reservation, CancellationToken cancellationToken);
}

public sealed class Purchase(IReservations reservations, TimeProvider time)
{
    public async Task BuyAsync(string sku, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var reservation = await reservations.ReserveAsync(sku, either.Token);
        var paid = false;
        try
        {
            await reservations.PayAsync(reservation, either.Token);
            paid = true;
        }
        finally
        {
            if (!paid)
            {
                // Given back even if the caller has gone.
                await reservations.ReleaseAsync(reservation, CancellationToken.None);
            }
        }
    }
}
