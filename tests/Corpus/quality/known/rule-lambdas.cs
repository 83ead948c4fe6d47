// source: CA1502 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca1502)
// why: each lambda and each local function is counted on its own, and none is above the limit
// expect: none

using System;
using System.Collections.Generic;

namespace Corpus.RuleLambdas;

internal sealed record Basket(decimal Total, int Lines, string Segment, bool HasCoupon, string Country);

internal static class DiscountRules
{
    public static IReadOnlyList<Func<Basket, decimal>> Build(decimal limit)
    {
        return
        [
            basket => basket.Total > limit && basket.Lines > 3 ? 5m : 0m,
            basket => basket.HasCoupon || basket.Segment == "staff" ? 10m : 0m,
            basket => basket.Country is "DE" or "AT" or "CH" ? 2m : 0m,
            basket => IsLarge(basket) ? Share(basket) : 0m,
        ];

        bool IsLarge(Basket basket) => basket.Total > 10 * limit && basket.Lines > 10;

        static decimal Share(Basket basket)
        {
            if (basket.Segment == "new")
            {
                return 0m;
            }

            return basket.Segment is "regular" or "vip" ? 15m : 7.5m;
        }
    }
}
