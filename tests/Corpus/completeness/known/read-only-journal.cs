// source: CA1065 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca1065)
// why: NotSupportedException says what a type never does; that is an answer and no gap
// expect: none

using System;
using System.IO;
using System.Linq;

namespace Corpus.ReadOnlyJournal;

internal sealed class JournalStream(byte[] bytes) : Stream
{
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException("A journal is read from its start to its end.");
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var take = Math.Min(count, bytes.Length - _at);
        Array.Copy(bytes, _at, buffer, offset, take);
        _at += take;
        return take;
    }

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
