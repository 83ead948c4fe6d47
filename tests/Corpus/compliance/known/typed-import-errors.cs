// source: CA2201 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2201)
// why: all exceptions are caught, and each is wrapped, filtered or thrown on
// expect: none

using System;
using System.Collections.Generic;

namespace Corpus.TypedImportErrors;

public sealed class ImportException(string message, Exception? inner = null) : Exception(message, inner);

public sealed record Imported(int Lines, IReadOnlyList<Exception> Errors);

public sealed class Import(Action<string> handle, Action undo)
{
    public Imported Run(IEnumerable<string> lines)
    {
        var errors = new List<Exception>();
        var count = 0;
        foreach (var line in lines)
        {
            try
            {
                handle(line);
                count++;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                errors.Add(error);
            }
        }

        return new Imported(count, errors);
    }

    public void RunOne(string line)
    {
        try
        {
            handle(line);
        }
        catch (FormatException)
        {
            undo();
        }
        catch (Exception error)
        {
            throw new ImportException($"'{line}' could not be imported.", error);
        }
    }

    public void RunAll(IEnumerable<string> lines)
    {
        try
        {
            foreach (var line in lines)
            {
                handle(line);
            }
        }
        catch
        {
            undo();
            throw;
        }
    }
}
