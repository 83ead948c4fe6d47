// source: CWE-546 (https://cwe.mitre.org/data/definitions/546.html)
// why: comments say that the work is not finished, in capitals and in small letters at their start
// expect: completeness/placeholder 19
// expect: completeness/placeholder 26
// expect: completeness/placeholder 29

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.TariffComments;

internal sealed record TariffLine(string Zone, int UpToGrams, decimal Price);

internal sealed class TariffTable(IReadOnlyList<TariffLine> lines)
{
    public decimal PriceOf(string zone, int grams)
    {
        // todo: islands have a surcharge of their own
        var line = lines
            .Where(one => one.Zone == zone && grams <= one.UpToGrams)
            .OrderBy(one => one.UpToGrams)
            .FirstOrDefault();
        if (line is null)
        {
            return lines.Max(one => one.Price); // wrong beyond 31.5 kg, FIXME before the summer tariff
        }

        /* HACK the carrier rounds up and we do not know why */
        return Math.Ceiling(line.Price * 20m) / 20m;
    }
}
