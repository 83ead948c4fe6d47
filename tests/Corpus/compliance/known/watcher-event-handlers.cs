// source: CA2016 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2016)
// why: event handlers and overrides have the signature they are given
// expect: none

using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Corpus.WatcherEventHandlers;

public abstract class Watcher
{
    public event EventHandler<string>? Changed;

    public abstract Task CloseAsync(CancellationToken cancellationToken);

    protected void Raise(string path) => Changed?.Invoke(this, path);
}

public sealed class QueueStream(Queue<byte> bytes) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => bytes.Count;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = 0;
        while (read < count && bytes.TryDequeue(out var next))
        {
            buffer[offset + read++] = next;
        }

        return read;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        bytes.Clear();
    }

    public override void Flush() => bytes.TrimExcess();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

public sealed class FolderWatcher(Channel<string> seen) : Watcher
{
    public async void OnChanged(object? sender, FileSystemEventArgs change)
    {
        await seen.Writer.WriteAsync(change.FullPath);
        Raise(change.FullPath);
    }

    public override Task CloseAsync(CancellationToken cancellationToken)
    {
        seen.Writer.Complete();
        return seen.Reader.Completion.WaitAsync(cancellationToken);
    }
}
