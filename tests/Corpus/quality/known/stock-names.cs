// source: .NET design guidelines, naming (https://learn.microsoft.com/dotnet/standard/design-guidelines/naming-guidelines)
// why: an interface without I, a constant in capitals and a field with a prefix of another language
// expect: quality/naming 11
// expect: quality/naming 18
// expect: quality/naming 20

using System;

namespace Corpus.StockNames;

public interface StockSource
{
    int OnHand(string sku);
}

public sealed class StockAlarm
{
    public const int MIN_STOCK = 5;

    private readonly StockSource m_source;

    public StockAlarm(StockSource source)
    {
        m_source = source;
    }

    public bool IsLow(string sku) => m_source.OnHand(sku) < MIN_STOCK;
}
