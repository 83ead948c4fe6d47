// source: CWE-1071 (https://cwe.mitre.org/data/definitions/1071.html)
// why: a handler and a setter take something in and drop it
// expect: completeness/empty-body 38
// expect: completeness/empty-body 43

using System;
using System.Collections.Generic;

namespace Corpus.BasketEventsIgnored;

internal sealed class Basket
{
    private readonly List<string> _lines = [];

    public event EventHandler<string>? LineAdded;

    public void Add(string sku)
    {
        _lines.Add(sku);
        LineAdded?.Invoke(this, sku);
    }
}

internal sealed class BasketWatcher
{
    private readonly Basket _basket;
    private decimal _limit = 100m;

    public BasketWatcher(Basket basket)
    {
        _basket = basket;
        _basket.LineAdded += OnLineAdded;
    }

    public decimal Limit
    {
        get => _limit;
        set
        {
        }
    }

    private void OnLineAdded(object? sender, string sku)
    {
    }
}
