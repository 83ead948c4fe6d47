// source: CWE-1322 (https://cwe.mitre.org/data/definitions/1322.html)
// why: Results are read after the tasks have been awaited together or asked whether they are done, and one Result is no task's.
// expect: none

using System.Threading;
using System.Threading.Tasks;

namespace Corpus.HeldOut.PortfolioSnapshot;

public sealed record Valuation(decimal Result, string Currency);

public interface IPortfolioSource
{
    Task<decimal> CashAsync(string account, CancellationToken cancellationToken);

    Task<decimal> SharesAsync(string account, CancellationToken cancellationToken);

    ValueTask<decimal> RateAsync(string currency, CancellationToken cancellationToken);
}

public sealed class PortfolioSnapshot(IPortfolioSource source)
{
    public async Task<Valuation> TakeAsync(string account, CancellationToken cancellationToken)
    {
        var cash = source.CashAsync(account, cancellationToken);
        var shares = source.SharesAsync(account, cancellationToken);
        await Task.WhenAll(cash, shares);
        return new Valuation(cash.Result + shares.Result, "EUR");
    }

    public ValueTask<Valuation> ConvertAsync(Valuation valuation, string currency, CancellationToken cancellationToken)
    {
        var rate = source.RateAsync(currency, cancellationToken);
        if (rate.IsCompletedSuccessfully)
        {
            return ValueTask.FromResult(new Valuation(valuation.Result * rate.Result, currency));
        }

        return Slow(valuation.Result, rate, currency);
    }

    private static async ValueTask<Valuation> Slow(decimal amount, ValueTask<decimal> rate, string currency) =>
        new(amount * await rate, currency);
}
