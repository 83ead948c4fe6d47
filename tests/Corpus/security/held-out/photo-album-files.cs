// source: CWE-22 (https://cwe.mitre.org/data/definitions/22.html)
// why: Paths are held inside the root by their file name, by a comparison with the root, by a Guid or by a list of names.
// expect: none

using System;
using System.Collections.Frozen;
using System.IO;

namespace Corpus.HeldOut.PhotoAlbum;

public sealed class PhotoAlbum
{
    private static readonly FrozenSet<string> Themes = new[] { "light.css", "dark.css", "print.css" }.ToFrozenSet(StringComparer.Ordinal);
    private readonly string _root;

    public PhotoAlbum(DirectoryInfo root) => _root = Path.TrimEndingDirectorySeparator(root.FullName);

    public Stream Original(string album, string photo)
    {
        var full = Path.GetFullPath(Path.Combine(_root, album, photo));
        if (!full.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new UnauthorizedAccessException("The photo is outside the album.");
        }

        return File.OpenRead(full);
    }

    public void Import(string uploadedName, byte[] content)
    {
        var name = Path.GetFileName(uploadedName);
        File.WriteAllBytes(Path.Combine(_root, "import", name), content);
    }

    public bool DeleteThumbnail(string id)
    {
        var key = Guid.Parse(id);
        var file = new FileInfo(Path.Combine(_root, ".thumbs", $"{key:N}.webp"));
        if (!file.Exists)
        {
            return false;
        }

        file.Delete();
        return true;
    }

    public string Theme(string theme)
    {
        if (!Themes.Contains(theme))
        {
            theme = "light.css";
        }

        return File.ReadAllText(Path.Combine(_root, theme));
    }
}
