// source: CA2254 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2254)
// why: messages are put together before they are logged, so no field can be searched for
// expect: compliance/unstructured-logging 31
// expect: compliance/unstructured-logging 34
// expect: compliance/unstructured-logging 42

using System;
using System.Globalization;

namespace Corpus.RefundLogTexts;

public enum LogLevel
{
    Information,
    Warning,
}

public interface ILogger
{
    void Log(LogLevel level, string message, params object?[] values);

    void LogInformation(string message, params object?[] values);

    void LogError(Exception error, string message, params object?[] values);
}

public sealed class Refunds(ILogger logger)
{
    public bool Refund(Guid order, decimal amount)
    {
        logger.LogInformation($"refunding {amount} for {order}");
        if (amount > 1_000)
        {
            logger.Log(LogLevel.Warning, "a person has to look at " + order);
            return false;
        }

        return true;
    }

    public void Failed(Guid order, InvalidOperationException error) =>
        logger.LogError(error, string.Format(CultureInfo.InvariantCulture, "the refund of {0} failed", order));
}
