// source: CA2016 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2016)
// why: what waits for nothing needs no token, nor do disposal and what an interface prescribes
// expect: none

using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.WrappedWithoutToken;

public sealed class RateTable : IAsyncDisposable
{
    private readonly Dictionary<string, decimal> _rates = new() { ["EURUSD"] = 1.08m, ["EURCHF"] = 0.95m };
    private readonly FileStream _log = new("rates.log", FileMode.Append);

    public ValueTask<decimal> RateAsync(string pair) => ValueTask.FromResult(_rates.GetValueOrDefault(pair, 1m));

    public Task<int> CountAsync()
    {
        return Task.FromResult(_rates.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await _log.FlushAsync();
        await _log.DisposeAsync();
    }
}

public sealed class RateEvents(RateTable table)
{
    private int _asked;

    public async Task<decimal> AskAsync(string pair, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _asked++;
        return await table.RateAsync(pair);
    }

    public IEnumerable<int> Asked()
    {
        yield return _asked;
    }
}
