// source: CA2016 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2016)
// why: one method cannot be cancelled, and another forgets to pass its token on
// expect: compliance/no-cancellation 21
// expect: compliance/no-cancellation 38

using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.OrderExportEndless;

public interface IOrders
{
    Task<IReadOnlyList<string>> PageAsync(int page, CancellationToken cancellationToken = default);
}

public sealed class OrderExport(IOrders orders)
{
    public async Task<int> CountAsync()
    {
        var count = 0;
        for (var page = 0; ; page++)
        {
            var numbers = await orders.PageAsync(page);
            if (numbers.Count == 0)
            {
                return count;
            }

            count += numbers.Count;
        }
    }

    public async Task WriteAsync(TextWriter writer, int page, CancellationToken cancellationToken)
    {
        var numbers = await orders.PageAsync(page);
        var text = string.Join('\n', numbers);
        await writer.WriteAsync(text.AsMemory(), cancellationToken);
        await writer.FlushAsync(cancellationToken);
    }
}
