using System.Text;

namespace Weir;

/// <summary>Options as JSON, with a version, and a reason for each layer. docs/options.md has the form.</summary>
public static class OptimizationOptionsFile
{
    /// <summary>The version of the form; files of others are refused.</summary>
    public const int Version = 1;

    /// <summary>The longest file, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Reads options.</summary>
    /// <param name="json">The text.</param>
    /// <param name="path">What the file is called in messages; default <c>options</c>.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    /// <exception cref="OptionsFileException">Something is wrong with it; all that is wrong is told at once, up to 500 problems.</exception>
    public static OptimizationOptions Read(string json, string path = "options")
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(path);
        return OptionsReader.Read(Encoding.UTF8.GetBytes(json), path);
    }

    /// <summary>Reads a file of options, in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentException">The path is null or empty.</exception>
    /// <exception cref="OptionsFileException">Something is wrong with it; all that is wrong is told at once.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task<OptimizationOptions> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return OptionsReader.Read(await BytesOfAsync(path, cancellationToken).ConfigureAwait(RunQueue.IsHere), path);
    }

    /// <summary>Writes options: every value of the layers that they have, also where it is the default.</summary>
    /// <param name="options">The options.</param>
    /// <returns>Indented JSON, with a line break at its end.</returns>
    /// <exception cref="ArgumentNullException">They are null.</exception>
    /// <exception cref="NotSupportedException">One of them is code, which a file cannot hold.</exception>
    public static string ToJson(OptimizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return OptionsText.ToJson(options);
    }

    /// <summary>The JSON Schema (draft 7) of these files, which <c>weir schema optimizations</c> prints.</summary>
    /// <returns>Indented JSON, with a line break at its end.</returns>
    public static string Schema() => OptionsSchema.Create();

    // To open a pipe to which nobody writes takes as long as nobody does.
    private static Task<byte[]> BytesOfAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => BytesOf(path), CancellationToken.None).WaitAsync(cancellationToken);

    // One byte more than is allowed is enough to refuse it; a pipe has no length that could be asked for.
    private static byte[] BytesOf(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[MaxBytes + 1];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
