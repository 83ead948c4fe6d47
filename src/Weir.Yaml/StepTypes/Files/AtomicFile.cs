namespace Weir.Yaml.StepTypes;

/// <summary>Writes files that are there whole or not at all, whoever reads them in between and wherever it breaks off.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a temporary file in the same folder, which is made if it is missing, and moves it over the old one.</summary>
    /// <param name="path">The file; absolute.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="cancellationToken">Stops it, until the file is moved.</param>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);

        // The name is not made of that of the file, which may be as long as names can be.
        var temporary = Path.Combine(folder, $".weir-{Guid.NewGuid():N}.tmp");
        try
        {
            await WriteNewAsync(temporary, bytes, cancellationToken).ConfigureAwait(false);
            KeepMode(path, temporary);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static async Task WriteNewAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);

            // A journal may hold that the file is there before the next step starts; so it is on the disk.
            RandomAccess.FlushToDisk(stream.SafeFileHandle);
        }
    }

    private static void KeepMode(string old, string replacement)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(old))
        {
            File.SetUnixFileMode(replacement, File.GetUnixFileMode(old));
        }
    }
}
