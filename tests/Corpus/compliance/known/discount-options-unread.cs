// source: Weir, contracts
// why: an option is set and never asked for
// expect: compliance/unread-setting 17

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Weir;

namespace Corpus.DiscountOptionsUnread;

public sealed class DiscountOptions
{
    public decimal MaxPercent { get; set; } = 80m;

    public bool StopAfterFirst { get; set; }

    public int Digits { get; set; } = 2;
}

public sealed record Line(decimal Price, decimal Percent);

public sealed class NodeDiscountCompute : ComputeNode<IReadOnlyList<Line>, decimal>
{
    public NodeDiscountCompute(DiscountOptions options)
    {
        Discounts = options;
        Discounts.StopAfterFirst = false;
    }

    public DiscountOptions Discounts { get; }

    public override ValueTask<decimal> RunAsync(IReadOnlyList<Line> input, StepContext context)
    {
        var sum = 0m;
        foreach (var line in input)
        {
            var percent = Math.Min(line.Percent, Discounts.MaxPercent);
            sum += line.Price * (1 - (percent / 100m));
        }

        return ValueTask.FromResult(decimal.Round(sum, Discounts.Digits));
    }
}
