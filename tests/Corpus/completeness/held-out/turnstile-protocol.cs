// source: Microsoft Learn, XML documentation comments (https://learn.microsoft.com/dotnet/csharp/language-reference/xmldoc/)
// why: What is not visible outside, is overridden or is implemented explicitly needs no documentation of its own.
// expect: none

using System;
using System.Collections;
using System.Collections.Generic;

namespace Corpus.HeldOut.TurnstileProtocol;

/// <summary>One message of a turnstile.</summary>
/// <param name="Gate">The number of the gate.</param>
/// <param name="Kind">One letter.</param>
public readonly record struct Frame(byte Gate, char Kind)
{
    public override string ToString() => $"{Kind}{Gate:D3}";
}

/// <summary>Reads messages from bytes.</summary>
public sealed class FrameReader : IEnumerable<Frame>
{
    private readonly byte[] _bytes;

    public FrameReader()
        : this([])
    {
    }

    /// <summary>Reads from given bytes.</summary>
    public FrameReader(byte[] bytes) => _bytes = bytes;

    /// <inheritdoc/>
    public IEnumerator<Frame> GetEnumerator()
    {
        for (var i = 0; i + 1 < _bytes.Length; i += 2)
        {
            yield return new Frame(_bytes[i], Letters.Of(_bytes[i + 1]));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static class Letters
    {
        public const string All = "ECOX";

        public static char Of(byte code) => All[code % All.Length];
    }
}

internal sealed class FrameLog
{
    public List<Frame> Seen { get; } = [];

    public void Add(Frame frame) => Seen.Add(frame);
}
