using System.IO.Enumeration;

namespace Weir.Generation.Templates;

/// <summary>Templates in a folder. Every path is followed to where it really leads, and must end within.</summary>
internal sealed class FolderSource(string path) : TemplateSource
{
    // More than anybody writes; a folder that was named by mistake may have millions.
    private const int MaxFiles = 10_000;

    private static readonly EnumerationOptions Exactly = new() { MatchCasing = MatchCasing.CaseSensitive, AttributesToSkip = 0 };

    // It grants nothing; it is asked where paths lead.
    private readonly StepAccess _access = new(path, new PermissionSet());

    internal override string? Watched => _access.Folder;

    internal override IEnumerable<string> Ids() => Directory.Exists(_access.Folder)
        ? new FileSystemEnumerable<string>(_access.Folder, static (ref entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden })
        {
            // A linked folder may lead back to where it stands.
            ShouldRecursePredicate = static (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
            ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory && entry.FileName.EndsWith(TemplateId.Extension, StringComparison.Ordinal),
        }.Take(MaxFiles).Select(IdOf).Order(StringComparer.Ordinal)
        : [];

    internal override bool Has(string id) => TemplateId.IsValid(id) && Find(id) is not null;

    internal override TemplateText? Read(string id, int maxBytes)
    {
        TemplateId.Require(id);
        var file = Path.Combine(path, id + TemplateId.Extension);
        try
        {
            return Find(id) is { } real ? new TemplateText(TemplateFile.Read(id, real, file, maxBytes).ReplaceLineEndings("\n"), file, file) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw TemplateException.Of(id, $"The template '{file}' cannot be read: {error.Message}", error);
        }
        catch (PermissionDeniedException)
        {
            throw TemplateException.Of(id, $"The template '{file}' leads out of the folder '{path}'; put the file itself there, not a link.");
        }
    }

    private string IdOf(string file) =>
        Path.GetRelativePath(_access.Folder, file)[..^TemplateId.Extension.Length].Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The file that is opened; null: there is none whose name is written so.</summary>
    private string? Find(string id)
    {
        var folder = _access.Folder;
        var names = (id + TemplateId.Extension).Split('/');
        foreach (var name in names)
        {
            if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder, name, Exactly).Any())
            {
                return null;
            }

            folder = Path.Combine(folder, name);
        }

        return Directory.Exists(folder) ? null : _access.PathOfPart(id + TemplateId.Extension);
    }
}
