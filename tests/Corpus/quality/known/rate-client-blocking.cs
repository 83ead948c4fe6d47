// source: CA1849 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca1849)
// why: three ways to hold a thread until a task is done
// expect: quality/blocking-call 21
// expect: quality/blocking-call 28
// expect: quality/blocking-call 34

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.RateClientBlocking;

internal sealed class RateClient(HttpClient http)
{
    public decimal Current(string pair)
    {
        var text = http.GetStringAsync($"rates/{pair}").Result;
        return decimal.Parse(text, CultureInfo.InvariantCulture);
    }

    public void Announce(string pair, decimal rate)
    {
        using var body = new StringContent(rate.ToString(CultureInfo.InvariantCulture));
        http.PutAsync($"rates/{pair}", body).Wait();
    }

    public async Task<decimal> AverageAsync(IReadOnlyList<string> pairs, CancellationToken cancellationToken)
    {
        var rates = pairs.Select(pair => http.GetStringAsync($"rates/{pair}", cancellationToken)).ToArray();
        Task.WaitAll(rates, cancellationToken);
        var sum = 0m;
        foreach (var rate in rates)
        {
            sum += decimal.Parse(await rate, CultureInfo.InvariantCulture);
        }

        return sum / rates.Length;
    }
}
