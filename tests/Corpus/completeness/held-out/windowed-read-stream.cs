// source: Microsoft Learn, NotSupportedException (https://learn.microsoft.com/dotnet/api/system.notsupportedexception)
// why: What a read-only stream cannot do it refuses with NotSupportedException, which is complete code.
// expect: none

using System;
using System.IO;

namespace Corpus.HeldOut.WindowedReadStream;

/// <summary>A part of another stream, read from its beginning to its end.</summary>
public sealed class WindowedReadStream : Stream
{
    private readonly Stream _inner;
    private readonly long _length;
    private long _position;

    /// <summary>Takes a window over what comes next in a stream.</summary>
    /// <param name="inner">A stream that can be read.</param>
    /// <param name="length">The length of the window in bytes.</param>
    public WindowedReadStream(Stream inner, long length)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
        _length = length;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("A window is read from front to back.");
    }

    public override void Flush()
    {
        // Nothing is ever written, so nothing waits to be flushed.
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var left = (int)Math.Min(count, _length - _position);
        var read = left == 0 ? 0 : _inner.Read(buffer, offset, left);
        _position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A window cannot be sought.");

    public override void SetLength(long value) => throw new NotSupportedException("A window keeps its length.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A window is read only.");
}
