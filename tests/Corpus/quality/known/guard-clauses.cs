// source: SonarSource, Cognitive Complexity, 2018 (https://www.sonarsource.com/docs/CognitiveComplexity.pdf)
// why: many early returns on one level are easy to read, and cost one each
// expect: none

using System;

namespace Corpus.GuardClauses;

internal sealed record Claim(decimal Amount, DateOnly Bought, DateOnly Claimed, string Reason, bool HasReceipt);

internal static class Warranty
{
    public static string? Refusal(Claim claim)
    {
        if (!claim.HasReceipt)
        {
            return "There is no receipt.";
        }

        if (claim.Amount <= 0)
        {
            return "Nothing was paid.";
        }

        if (claim.Claimed < claim.Bought)
        {
            return "The claim is older than the thing.";
        }

        if (claim.Claimed > claim.Bought.AddYears(2))
        {
            return "Two years are over.";
        }

        if (claim.Reason.Length == 0)
        {
            return "There is no reason.";
        }

        foreach (var word in claim.Reason.Split(' '))
        {
            if (word is "dropped" or "water")
            {
                return "It was not the maker's fault.";
            }
        }

        return null;
    }
}
