// source: CWE-22 (https://cwe.mitre.org/data/definitions/22.html)
// why: a name from the request is joined with the folder and opened; that it starts with the folder is asked too late
// expect: security/path-traversal 19
// expect: security/path-traversal 31

using System;
using System.Collections.Generic;
using System.IO;

namespace Corpus.InvoiceDownload;

public sealed class InvoiceDownload
{
    private const string Folder = "/srv/invoices/";

    public Stream Open(string name)
    {
        var path = Path.Combine(Folder, name);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
        if (!Path.GetFullPath(path).StartsWith(Folder, StringComparison.Ordinal))
        {
            stream.Dispose();
            throw new UnauthorizedAccessException("Invoices lie in their folder.");
        }

        return stream;
    }

    public IEnumerable<string> Years(string customer)
    {
        foreach (var year in Directory.EnumerateDirectories(Folder + customer))
        {
            yield return Path.GetFileName(year);
        }
    }
}
