// source: Weir, nodes
// why: two nodes whose names do not say what kind they are
// expect: compliance/node-name 17
// expect: compliance/node-name 31

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Weir;

namespace Corpus.PriceCalculator;

public sealed record Basket(IReadOnlyList<decimal> Prices, decimal Discount);

public sealed class PriceCalculator : ComputeNode<Basket, decimal>
{
    public override ValueTask<decimal> RunAsync(Basket input, StepContext context)
    {
        var sum = input.Prices.Sum();
        return ValueTask.FromResult(decimal.Round(sum * (1 - input.Discount), 2));
    }
}

public interface IMailbox
{
    ValueTask SendAsync(string to, string text, CancellationToken cancellationToken);
}

public sealed class ReceiptMailer(IMailbox mailbox) : EffectNode<string, bool>
{
    public override async ValueTask<bool> RunAsync(string input, StepContext context)
    {
        await mailbox.SendAsync(input, "Your receipt is attached.", context.CancellationToken);
        return true;
    }
}
