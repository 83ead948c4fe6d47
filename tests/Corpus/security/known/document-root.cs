// source: CWE-22 (https://cwe.mitre.org/data/definitions/22.html)
// why: the full path is compared with the root, which ends in a separator, before anything is opened
// expect: none

using System;
using System.IO;
using System.Text;

namespace Corpus.DocumentRoot;

public sealed class DocumentFolder
{
    private static readonly string Root = Path.GetFullPath("/srv/documents") + Path.DirectorySeparatorChar;

    public string Read(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(Root, relative));
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            throw new UnauthorizedAccessException("A document lies in its folder.");
        }

        return File.ReadAllText(path, Encoding.UTF8);
    }

    public bool Exists(Guid document) => File.Exists(Path.Combine(Root, document.ToString("N") + ".json"));
}
