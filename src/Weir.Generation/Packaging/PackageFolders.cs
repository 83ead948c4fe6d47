namespace Weir.Generation.Packaging;

/// <summary>The output folders that packages are being written to. Steps that write to one at the same time share it; the last one closes it.</summary>
internal sealed class PackageFolders
{
    private readonly Lock _gate = new();

    // Under _gate; an entry has at least one user.
    private readonly Dictionary<string, Entry> _open = new(StringComparer.Ordinal);

    /// <summary>Opens an output folder, made if it is not there.</summary>
    /// <exception cref="OutputFolderException">It cannot be written.</exception>
    public Lease Open(string output)
    {
        var path = Path.GetFullPath(output);
        lock (_gate)
        {
            if (!_open.TryGetValue(path, out var entry))
            {
                _open.Add(path, entry = new Entry(PackageFolder.Open(path)));
            }

            entry.Users++;
            return new Lease(this, path, entry);
        }
    }

    private void Close(string path, Entry entry)
    {
        lock (_gate)
        {
            if (--entry.Users == 0)
            {
                // Inside the lock: a folder of the same path that is opened now would take what this one leaves for something broken off.
                _open.Remove(path);
                entry.Folder.Dispose();
            }
        }
    }

    /// <summary>The use of an open folder, until it is disposed.</summary>
    internal sealed class Lease(PackageFolders folders, string path, Entry entry) : IDisposable
    {
        private bool _isClosed;

        public PackageFolder Value => entry.Folder;

        public void Dispose()
        {
            if (!_isClosed)
            {
                _isClosed = true;
                folders.Close(path, entry);
            }
        }
    }

    internal sealed class Entry(PackageFolder folder)
    {
        public PackageFolder Folder => folder;

        public int Users { get; set; }
    }
}
