// source: CWE-22 (https://cwe.mitre.org/data/definitions/22.html)
// why: Names of files and tenants are put behind a root that an absolute path or dots leave again; refusing dots alone does not help.
// expect: security/path-traversal 25
// expect: security/path-traversal 32
// expect: security/path-traversal 43

using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.HeldOut.TenantAttachments;

public sealed record Upload(string Tenant, string FileName, Stream Content);

public sealed class AttachmentStore
{
    private readonly string _root;

    public AttachmentStore(DirectoryInfo root) => _root = root.FullName;

    public Stream Open(string tenant, string name)
    {
        var path = Path.Combine(_root, tenant, name);
        return File.OpenRead(path);
    }

    public async Task SaveAsync(Upload upload, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(_root, "inbox");
        Directory.CreateDirectory(folder);
        await using var file = new FileStream($"{folder}/{upload.FileName}", FileMode.CreateNew);
        await upload.Content.CopyToAsync(file, cancellationToken);
    }

    public bool Remove(string name)
    {
        if (name.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        File.Delete(Path.Combine(_root, name));
        return true;
    }
}
