// source: SonarSource, Cognitive Complexity, 2018 (https://www.sonarsource.com/docs/CognitiveComplexity.pdf)
// why: what would be a deep method is three short ones
// expect: none

using System;
using System.Collections.Generic;
using System.Globalization;

namespace Corpus.InvoiceReaderFlat;

internal sealed record InvoiceLine(string Sku, int Quantity, decimal Price);

internal static class InvoiceReader
{
    public static IReadOnlyList<InvoiceLine> Read(IEnumerable<string> lines)
    {
        var read = new List<InvoiceLine>();
        foreach (var line in lines)
        {
            if (TryRead(line) is { } invoiceLine)
            {
                read.Add(invoiceLine);
            }
        }

        return read;
    }

    private static InvoiceLine? TryRead(string line)
    {
        var parts = line.Split(';', StringSplitOptions.TrimEntries);
        return parts is [{ Length: > 0 } sku, var quantity, var price] && TryNumbers(quantity, price) is var (count, each)
            ? new InvoiceLine(sku, count, each)
            : null;
    }

    private static (int Quantity, decimal Price)? TryNumbers(string quantity, string price)
    {
        if (!int.TryParse(quantity, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            return null;
        }

        return decimal.TryParse(price, NumberStyles.Number, CultureInfo.InvariantCulture, out var each) ? (count, each) : null;
    }
}
