using Weir.Yaml;

namespace Weir.Cli.Commands;

/// <summary>A file that a command was given.</summary>
internal static class SourceFile
{
    /// <summary>Whether a file is meant as a workflow: it has the key <c>weir</c> or <c>stages</c>.</summary>
    public static bool IsWorkflow(YamlReading yaml) => yaml.Root is YamlMapping root && (root.TryGet("weir", out _) || root.TryGet("stages", out _));

    /// <summary>Whether a file is meant as a contract: it is no workflow, and has the key <c>node_type</c>.</summary>
    public static bool IsContract(YamlReading yaml) => !IsWorkflow(yaml) && yaml.Root is YamlMapping root && root.TryGet("node_type", out _);

    /// <summary>Reads a file as far as any file of Weir may be long, and a little more, so that the reader refuses what is longer.</summary>
    /// <returns>The content, or why there is none.</returns>
    public static async Task<(byte[]? Content, string? Problem)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            return (null, "The path of the file is empty; name a file.");
        }

        if (Directory.Exists(path))
        {
            return (null, $"'{path}' is a folder; name a file in it.");
        }

        try
        {
            // To open a pipe to which nobody writes takes as long as nobody does.
            return (await Task.Run(() => Read(path), CancellationToken.None).WaitAsync(cancellationToken), null);
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

    private static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
        var buffer = new byte[YamlLimits.Default.MaxBytes + 1];
        return buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }
}
