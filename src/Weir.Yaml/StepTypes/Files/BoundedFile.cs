namespace Weir.Yaml.StepTypes;

/// <summary>Reads files that may be larger than is good.</summary>
internal static class BoundedFile
{
    /// <summary>All that a file has, if it is not too much.</summary>
    /// <param name="path">The file; absolute.</param>
    /// <param name="maxBytes">How much is read at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was read, and whether that is all.</returns>
    public static Task<(ReadOnlyMemory<byte> Bytes, bool IsAll)> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken) =>

        // A named pipe holds up who opens or reads it, and cannot be called off; so it is read on a thread that can be left behind.
        Task.Run(() => ReadCoreAsync(path, maxBytes, cancellationToken), cancellationToken).WaitAsync(cancellationToken);

    /// <summary>The text of a file of UTF-8, without its byte order mark.</summary>
    /// <param name="path">The file; absolute.</param>
    /// <param name="name">The file as the user named it.</param>
    /// <param name="maxBytes">How much is read at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FormatException">It is larger, or not UTF-8; the message is for the user.</exception>
    public static async Task<string> ReadTextAsync(string path, string name, int maxBytes, CancellationToken cancellationToken)
    {
        var (bytes, isAll) = await ReadAsync(path, maxBytes, cancellationToken).ConfigureAwait(false);
        return isAll
            ? (string)FileContent.Read(bytes.Span, name, "text")!
            : throw new FormatException($"The file '{name}' has more than {maxBytes} bytes, which is as much as is read of one; split it.");
    }

    private static async Task<(ReadOnlyMemory<byte> Bytes, bool IsAll)> ReadCoreAsync(string path, int maxBytes, CancellationToken cancellationToken)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous);
        await using (stream.ConfigureAwait(false))
        {
            return await BoundedStream.ReadAsync(stream, maxBytes, cancellationToken).ConfigureAwait(false);
        }
    }
}
