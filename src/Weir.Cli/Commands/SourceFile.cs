using Weir.Yaml;

namespace Weir.Cli.Commands;

/// <summary>A file that a command was given.</summary>
internal static class SourceFile
{
    /// <summary>Reads a file as far as any file of Weir may be long, and a little more, so that the reader refuses what is longer.</summary>
    /// <returns>The content, or why there is none.</returns>
    public static async Task<(byte[]? Content, string? Problem)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            return (null, $"'{path}' is a folder; name the files in it.");
        }

        try
        {
            await using var stream = new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous });
            var buffer = new byte[YamlLimits.Default.MaxBytes + 1];
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return (buffer[..length], null);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, $"There is no file '{path}'.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, $"'{path}' cannot be read: {problem.Message}");
        }
    }
}
