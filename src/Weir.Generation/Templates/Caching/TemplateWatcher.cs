namespace Weir.Generation.Templates.Caching;

/// <summary>Hears of changes of the files of a folder. What a change means is found out when the template is used next, by its hash.</summary>
internal sealed class TemplateWatcher : IDisposable
{
    private readonly FileSystemWatcher _watcher;

    /// <param name="folder">The folder; absolute.</param>
    /// <param name="expire">Told of the id that changed; null: any of them may have.</param>
    public TemplateWatcher(string folder, Action<string?> expire)
    {
        _watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };

        // A folder that is moved, and changes that are too many to be told, may mean any file.
        void Changed(string path) => expire(path.EndsWith(TemplateId.Extension, StringComparison.Ordinal)
            ? Path.GetRelativePath(folder, path)[..^TemplateId.Extension.Length].Replace(Path.DirectorySeparatorChar, '/')
            : null);
        _watcher.Changed += (_, change) => Changed(change.FullPath);
        _watcher.Created += (_, change) => Changed(change.FullPath);
        _watcher.Deleted += (_, change) => Changed(change.FullPath);
        _watcher.Renamed += (_, change) =>
        {
            Changed(change.OldFullPath);
            Changed(change.FullPath);
        };
        _watcher.Error += (_, _) => expire(null);
        _watcher.EnableRaisingEvents = true;
    }

    public void Dispose() => _watcher.Dispose();
}
