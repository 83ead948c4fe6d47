// source: CWE-1071 (https://cwe.mitre.org/data/definitions/1071.html)
// why: the constructor takes coupons and keeps none of them; the local function that should check them is empty too
// expect: completeness/empty-body 16
// expect: completeness/empty-body 27

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.CouponBookConstructor;

internal sealed class CouponBook
{
    private readonly Dictionary<string, decimal> _values = new(StringComparer.Ordinal);

    public CouponBook(IReadOnlyDictionary<string, decimal> values)
    {
    }

    public decimal Redeem(string code, decimal total)
    {
        EnsureKnown(code);
        var value = _values.GetValueOrDefault(code);
        _values.Remove(code);
        return Math.Max(0m, total - value);

        void EnsureKnown(string wanted)
        {
        }
    }
}
