using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using Weir.Yaml.StepTypes;

namespace Weir.Generation.Validation.Sources;

/// <summary>Reads files, as far as they are not too large.</summary>
/// <param name="refused">Gets what cannot be read, or is too large.</param>
internal sealed class SourceReader(List<RefusedSource> refused)
{
    private const int MaxFileBytes = 1024 * 1024;
    private const int MaxAllBytes = 64 * 1024 * 1024;

    private int _read;

    /// <summary>The text of a file; null: it was refused.</summary>
    public async Task<SourceText?> ReadAsync(SourcePath file, CancellationToken cancellationToken)
    {
        if (_read >= MaxAllBytes)
        {
            return Refuse(file, $"'{file.Label}' was not read, for the files before it have {Size(MaxAllBytes)}, which is as much as is judged at once; name fewer.");
        }

        try
        {
            var (bytes, isAll) = await BoundedFile.ReadAsync(file.Path, MaxFileBytes, cancellationToken).ConfigureAwait(false);
            if (!isAll)
            {
                return Refuse(file, $"'{file.Label}' has more than {Size(MaxFileBytes)}, which is as much as is judged of one file; split it.");
            }

            _read += bytes.Length;
            using var stream = new MemoryStream(bytes.ToArray());
            return SourceText.From(stream, Encoding.UTF8);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Refuse(file, $"'{file.Label}' cannot be read: {problem.Message}");
        }
    }

    private SourceText? Refuse(SourcePath file, string reason)
    {
        refused.Add(new RefusedSource(file.Label, reason));
        return null;
    }

    private static string Size(int bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * 1024)} MiB ({bytes:N0} bytes)");
}
