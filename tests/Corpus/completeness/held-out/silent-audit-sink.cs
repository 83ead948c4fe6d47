// source: Microsoft Learn, Framework design guidelines: designing for extensibility (https://learn.microsoft.com/dotnet/standard/design-guidelines/designing-for-extensibility)
// why: Bodies that are empty on purpose say why, are documented hooks, or belong to a type that holds nothing.
// expect: none

using System;

namespace Corpus.HeldOut.SilentAuditSink;

/// <summary>Where the trail of an import goes.</summary>
public interface IAuditSink : IDisposable
{
    /// <summary>Writes one entry.</summary>
    void Write(string entry);
}

/// <summary>Keeps no trail.</summary>
public sealed class SilentAuditSink : IAuditSink
{
    private SilentAuditSink()
    {
    }

    /// <summary>The only one.</summary>
    public static SilentAuditSink Instance { get; } = new();

    /// <inheritdoc/>
    public void Write(string entry)
    {
        // Whoever turns the trail off wants no entry to be kept.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

/// <summary>Imports articles row by row.</summary>
public abstract class ArticleImport(IAuditSink sink)
{
    /// <summary>Called before the first row; does nothing unless it is overridden.</summary>
    protected virtual void OnStarting()
    {
    }

    /// <summary>Takes all rows.</summary>
    /// <returns>The number of rows that were taken.</returns>
    public int Run(ReadOnlySpan<string> rows, Action<int>? progress = null)
    {
        progress ??= static _ => { };
        OnStarting();
        for (var i = 0; i < rows.Length; i++)
        {
            Take(rows[i]);
            sink.Write(rows[i]);
            progress(i + 1);
        }

        return rows.Length;
    }

    /// <summary>Takes one row.</summary>
    protected abstract void Take(string row);
}
