// source: CWE-532 (https://cwe.mitre.org/data/definitions/532.html)
// why: the log has who, how much and the last four digits; counts of words called tokens are no secret
// expect: none

using System;

namespace Corpus.PaymentLog;

public interface ILogger
{
    void LogInformation(string message, params object?[] values);
}

public sealed record Card(string Number, string Holder)
{
    public string LastFour => Number[^4..];
}

public sealed class Payments(ILogger logger)
{
    public bool Pay(Guid order, Card card, decimal amount)
    {
        logger.LogInformation("{Order}: {Amount} with the card ending in {LastFour}", order, amount, card.LastFour);
        if (amount <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "A payment is more than zero.");
        }

        return card.Number.Length >= 12;
    }

    public void Prompted(string model, int tokenCount) =>
        logger.LogInformation("{Model} read {TokenCount} tokens; a password was not asked for", model, tokenCount);
}
