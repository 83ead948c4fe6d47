// source: Microsoft Learn, CA2016 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2016)
// why: Signatures that others fix, handlers of events, private parts and wrappers of values need no token.
// expect: none

using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.HeldOut.LogTail;

public sealed class LogTail(TextReader reader, CancellationToken cancellationToken) : IAsyncEnumerator<string>
{
    private string? _pending;

    public string Current { get; private set; } = "";

    public static Task<LogTail> OfTextAsync(string text) => Task.FromResult(new LogTail(new StringReader(text), default));

    public async ValueTask<bool> MoveNextAsync()
    {
        if (_pending is { } pending)
        {
            _pending = null;
            Current = pending;
            return true;
        }

        var line = await reader.ReadLineAsync(cancellationToken);
        Current = line ?? "";
        return line is not null;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        reader.Dispose();
    }

    public async void OnRotated(object? sender, EventArgs rotation) => _pending = await Reopen();

    private async Task<string?> Reopen()
    {
        await Task.Yield();
        return Mark(_pending);

        static string? Mark(string? last) => last is null ? null : last + " (rotated)";
    }
}
