// source: Fowler, Refactoring, Duplicated Code (https://refactoring.com/catalog/extractFunction.html)
// why: the second summary is the first one with other names
// expect: quality/duplicate-code 32

using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.TwoSummaries;

internal sealed record Sale(string Region, decimal Amount, int Pieces);

internal static class Summaries {
    public static string ForShops(IEnumerable<Sale> sales, string region) {
        var total = 0m;
        var pieces = 0;
        var largest = 0m;
        foreach (var sale in sales) {
            if (sale.Region != region) {
                continue;
            }

            total += sale.Amount;
            pieces += sale.Pieces;
            largest = Math.Max(largest, sale.Amount);
        }

        return $"shops: {total} for {pieces}, at most {largest}";
    }

    public static string ForPartners(IEnumerable<Sale> deals, string area) {
        var sum = 0m;
        var count = 0;
        var top = 0m;
        foreach (var deal in deals) {
            if (deal.Region != area) {
                continue;
            }

            sum += deal.Amount;
            count += deal.Pieces;
            top = Math.Max(top, deal.Amount);
        }

        return $"partners: {sum} for {count}, at most {top}";
    }
}
