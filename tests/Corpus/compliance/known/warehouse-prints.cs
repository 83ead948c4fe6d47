// source: OWASP Top 10 2021 A09 (https://owasp.org/Top10/A09_2021-Security_Logging_and_Monitoring_Failures/)
// why: a library writes to the console and into the output of the debugger
// expect: compliance/unstructured-logging 20
// expect: compliance/unstructured-logging 27
// expect: compliance/unstructured-logging 32

using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Corpus.WarehousePrints;

public sealed class Warehouse
{
    private readonly Dictionary<string, int> _stock = new(StringComparer.Ordinal);

    public void Receive(string sku, int pieces)
    {
        _stock[sku] = _stock.GetValueOrDefault(sku) + pieces;
        Console.WriteLine("received {0} of {1}", pieces, sku);
    }

    public bool TryTake(string sku, int pieces)
    {
        if (_stock.GetValueOrDefault(sku) < pieces)
        {
            Console.Error.WriteLine($"{sku} ran out");
            return false;
        }

        _stock[sku] -= pieces;
        Debug.WriteLine(_stock[sku], sku);
        return true;
    }
}
