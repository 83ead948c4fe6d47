// source: CA1031 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca1031)
// why: whatever goes wrong, nobody hears of it
// expect: compliance/untyped-error 26
// expect: compliance/untyped-error 38
// expect: compliance/untyped-error 41

using System;
using System.Collections.Generic;
using System.Globalization;

namespace Corpus.ImportSwallows;

public sealed record Row(string Sku, decimal Price);

public sealed class PriceImport
{
    private readonly Dictionary<string, decimal> _prices = new(StringComparer.Ordinal);

    public Row? Parse(string line)
    {
        try
        {
            var parts = line.Split(';');
            return new Row(parts[0], decimal.Parse(parts[1], CultureInfo.InvariantCulture));
        }
        catch (Exception)
        {
            return null;
        }
    }

    public void Import(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            try
            {
                var (sku, price) = Parse(line) ?? throw new Exception($"'{line}' is no price.");
                _prices.Add(sku, price);
            }
            catch
            {
            }
        }
    }
}
