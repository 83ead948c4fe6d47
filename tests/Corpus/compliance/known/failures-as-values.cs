// source: CA1031 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca1031)
// why: an exception that becomes a value or is logged is used; exceptions with a type of their own are thrown
// expect: none

using System;

namespace Corpus.FailuresAsValues;

public interface ILogger
{
    void LogError(Exception error, string message, params object?[] values);
}

public abstract record Outcome
{
    public sealed record Done(string Key) : Outcome;

    public sealed record Failed(string Reason) : Outcome;
}

public sealed class Store(Func<string, string> put, ILogger logger)
{
    public Outcome Put(string text)
    {
        if (text.Length == 0)
        {
            throw new ArgumentException("There is nothing to be stored.", nameof(text));
        }

        try
        {
            return new Outcome.Done(put(text));
        }
        catch (Exception error)
        {
            return new Outcome.Failed($"{error.GetType().Name}: {error.Message}");
        }
    }

    public bool TryPut(string text)
    {
        try
        {
            put(text);
            return true;
        }
        catch (Exception error)
        {
            logger.LogError(error, "{Length} characters were not stored", text.Length);
            return false;
        }
    }
}
