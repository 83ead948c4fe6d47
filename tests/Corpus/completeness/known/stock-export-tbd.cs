// source: CWE-546 (https://cwe.mitre.org/data/definitions/546.html)
// why: two comments mark unfinished work in capitals, and the name of the column is a stand-in
// expect: completeness/placeholder 17
// expect: completeness/placeholder 27
// expect: completeness/placeholder 38

using System;
using System.Collections.Generic;
using System.Text;

namespace Corpus.StockExportTbd;

internal sealed record StockRow(string Sku, int OnHand, int Reserved);

internal static class StockExport
{
    // Format of the dates: TBD with the warehouse.
    private const char Separator = ';';

    public static string ToCsv(IEnumerable<StockRow> rows)
    {
        var csv = new StringBuilder();
        csv.Append("sku").Append(Separator).Append("free").Append('\n');
        foreach (var row in rows)
        {
            /*
             * XXX reserved may be more than on hand
             * while a transfer is under way.
             */
            csv.Append(row.Sku).Append(Separator).Append(row.OnHand - row.Reserved).Append('\n');
        }

        return csv.ToString();
    }

    public static string FileName()
    {
        var name = "changeme";
        return name + ".csv";
    }
}
