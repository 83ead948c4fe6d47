using System.Buffers;
using System.Globalization;
using System.Text;

namespace Weir.Yaml.StepTypes;

/// <summary>What a program writes: the beginning as far as it is kept, the end for messages, and how much there was between them.</summary>
internal sealed class BoundedOutput(int maxBytes)
{
    private const int TailBytes = 4096;
    private readonly ArrayBufferWriter<byte> _kept = new();
    private byte[] _tail = [];
    private long _dropped;

    /// <summary>What was kept, as UTF-8, with a last line that says how much was not.</summary>
    public string Text
    {
        get
        {
            var kept = _kept.WrittenSpan;
            if (_dropped == 0)
            {
                return Encoding.UTF8.GetString(kept);
            }

            var whole = Whole(kept);
            var text = Encoding.UTF8.GetString(whole);
            return string.Create(CultureInfo.InvariantCulture, $"{text}\n… {_dropped + kept.Length - whole.Length} more bytes were dropped.");
        }
    }

    /// <summary>The last lines of all that was written.</summary>
    public string LastLines => ShownText.End(Encoding.UTF8.GetString(_tail));

    /// <summary>Reads to the end, so that the program is never held up; or until it is told to stop, which is an end like any other.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken stop)
    {
        var chunk = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAsync(chunk, stop).ConfigureAwait(false) is > 0 and var read)
            {
                Add(chunk.AsSpan(0, read));
            }
        }
        catch (OperationCanceledException)
        {
            // What was read so far is what there is.
            return;
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        var kept = Math.Min(bytes.Length, maxBytes - _kept.WrittenCount);
        _kept.Write(bytes[..kept]);
        _dropped += bytes.Length - kept;
        byte[] tail = [.. _tail, .. bytes[Math.Max(0, bytes.Length - TailBytes)..]];
        _tail = tail[Math.Max(0, tail.Length - TailBytes)..];
    }

    /// <summary>Without the part of a character that the limit may have cut: what follows a lead byte, and is not all of it.</summary>
    private static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> utf8)
    {
        var end = utf8.Length;
        for (var back = 1; back <= 3 && back <= end; back++)
        {
            if ((utf8[end - back] & 0xC0) != 0x80)
            {
                return Rune.DecodeFromUtf8(utf8[(end - back)..], out _, out _) == OperationStatus.NeedMoreData ? utf8[..(end - back)] : utf8;
            }
        }

        return utf8;
    }
}
