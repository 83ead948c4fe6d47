using System.Buffers;

namespace Weir.Yaml.StepTypes;

/// <summary>Reads streams that may be larger than is good, or have no end.</summary>
internal static class BoundedStream
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>All that a stream has, if it is not too much.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="maxBytes">How much is read at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was read, and whether that is all.</returns>
    public static async Task<(ReadOnlyMemory<byte> Bytes, bool IsAll)> ReadAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        var read = new ArrayBufferWriter<byte>();
        while (read.WrittenCount <= maxBytes)
        {
            // One byte more than is wanted tells whether there is more.
            var space = read.GetMemory(ChunkBytes);
            var count = await stream.ReadAsync(space[..Math.Min(space.Length, maxBytes + 1 - read.WrittenCount)], cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return (read.WrittenMemory, true);
            }

            read.Advance(count);
        }

        return (read.WrittenMemory[..maxBytes], false);
    }
}
