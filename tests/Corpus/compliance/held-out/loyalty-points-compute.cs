// source: Weir, the four kinds of node (docs/architecture.md, Inside Weir)
// why: The answer depends on the wall clock, on a file and on chance, one of them in a private method and one in a class that the node calls.
// expect: compliance/beyond-kind 25
// expect: compliance/beyond-kind 28
// expect: compliance/beyond-kind 35

using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Weir;

namespace Corpus.HeldOut.LoyaltyPoints;

public sealed record Purchase(Guid Customer, decimal Amount, DateOnly MemberSince);

public sealed record Points(Guid Id, int Value);

public sealed class LoyaltyPointsCompute : ComputeNode<Purchase, Points>
{
    public override ValueTask<Points> RunAsync(Purchase input, StepContext context)
    {
        var factor = YearsOf(input.MemberSince) > 5 ? 2m : 1m;
        var points = (int)(input.Amount * factor * PointTable.Share());
        return ValueTask.FromResult(new Points(Guid.NewGuid(), points));
    }

    private static int YearsOf(DateOnly since) => DateTime.UtcNow.Year - since.Year;
}

internal static class PointTable
{
    public static decimal Share()
    {
        var text = File.ReadAllText("points.txt");
        return decimal.Parse(text, CultureInfo.InvariantCulture);
    }
}
