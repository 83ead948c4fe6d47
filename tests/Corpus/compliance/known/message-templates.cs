// source: CA2254 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2254)
// why: messages are constant, even where a value is interpolated or the method is called Log
// expect: none

using System;
using System.Diagnostics;

namespace Corpus.MessageTemplates;

public enum LogLevel
{
    Debug,
    Information,
}

public interface ILogger
{
    void Log(LogLevel level, string message, params object?[] values);

    void LogInformation(string message, params object?[] values);

    void LogCritical(Exception error, string message, params object?[] values);
}

public sealed class Growth(ILogger logger)
{
    private const string Message = "{Shop} grew by {Percent} percent";

    public double Rate(string shop, double before, double after, int years)
    {
        var rate = Math.Exp(Math.Log(after / before) / years) - 1;
        logger.LogInformation(Message, shop, $"{rate * 100:0.0}");
        logger.Log(LogLevel.Debug, "{Years} years were looked at, from {Range}", years, before + " to " + after);
        return rate;
    }

    public void Broke(string shop, TimeoutException error) => logger.LogCritical(error, "{Shop} did not answer", shop);
}
