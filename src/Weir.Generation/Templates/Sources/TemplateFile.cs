using Weir.Yaml.StepTypes;

namespace Weir.Generation.Templates;

/// <summary>Reads the file of a template.</summary>
internal static class TemplateFile
{
    /// <param name="id">The id of the template.</param>
    /// <param name="real">The file, absolute and without links.</param>
    /// <param name="file">What it is called in errors.</param>
    /// <param name="maxBytes">How much is read at most.</param>
    /// <exception cref="TemplateException">It cannot be read, is larger, or not UTF-8.</exception>
    public static string Read(string id, string real, string file, int maxBytes)
    {
        try
        {
            return (string)FileContent.Read(ReadBytes(real, file, maxBytes), file, "text")!;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw TemplateException.Of(id, $"The template '{file}' cannot be read: {error.Message}", error);
        }
        catch (FormatException error)
        {
            throw TemplateException.Of(id, error.Message, error);
        }
    }

    private static byte[] ReadBytes(string real, string file, int maxBytes)
    {
        // A named pipe holds up who opens it, and has no length.
        if (new FileInfo(real).Length == 0)
        {
            return [];
        }

        using var stream = new FileStream(real, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        var buffer = new byte[Math.Min(maxBytes, stream.Length) + 1];
        var count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return count <= maxBytes
            ? buffer[..count]
            : throw new FormatException($"The file '{file}' has more than {maxBytes} bytes, which is as much as is read of one; split it.");
    }
}
