namespace Weir.Generation.Validation.Sources;

/// <summary>Finds the C# files that paths stand for: files, folders and packages.</summary>
internal sealed class SourceFinder
{
    public const string Contract = "contract.yaml";

    private const string Manifest = "manifest.json";

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly SourceGroup _files = new("files", null);
    private readonly List<SourceGroup> _packages = [];
    private readonly List<RefusedSource> _refused;
    private int _met;

    private SourceFinder(List<RefusedSource> refused) => _refused = refused;

    /// <summary>The groups that are compiled each by itself: files without a package first. Each file counts once.</summary>
    /// <param name="paths">The paths, as they were named.</param>
    /// <param name="refused">Gets what is not there, or cannot be looked into.</param>
    public static IReadOnlyList<SourceGroup> Find(IEnumerable<string> paths, List<RefusedSource> refused)
    {
        var finder = new SourceFinder(refused);
        foreach (var path in paths)
        {
            finder.Add(path);
        }

        return [.. finder._packages.Prepend(finder._files).Where(static group => group.Judged.Count > 0)];
    }

    private void Add(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            _refused.Add(new RefusedSource(path, "A path is empty; name a file or a folder."));
        }
        else if (Directory.Exists(path))
        {
            var before = _met + _refused.Count;
            AddFolder(path);
            if (before == _met + _refused.Count)
            {
                _refused.Add(new RefusedSource(path, $"The folder '{path}' has no C# file; name one that has."));
            }
        }
        else if (File.Exists(path) && path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))
        {
            _refused.Add(new RefusedSource(path, $"'{path}' is a project, not C#; name its folder '{(Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".")}'."));
        }
        else if (File.Exists(path))
        {
            AddFile(_files.Judged, path);
        }
        else
        {
            _refused.Add(new RefusedSource(path, $"There is no file or folder '{path}'."));
        }
    }

    private void AddFolder(string folder)
    {
        if (!IsPackage(folder))
        {
            Walk(folder, _files.Judged, takesPackages: true);
            return;
        }

        var package = new SourceGroup(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), folder);
        _packages.Add(package);
        Walk(Path.Join(folder, "src"), package.Judged, takesPackages: false);
        if (Directory.Exists(Path.Join(folder, "tests")))
        {
            Walk(Path.Join(folder, "tests"), package.Compiled, takesPackages: false);
        }
    }

    private static bool IsPackage(string folder) =>
        File.Exists(Path.Join(folder, Manifest)) && File.Exists(Path.Join(folder, Contract)) && Directory.Exists(Path.Join(folder, "src"));

    private void Walk(string folder, List<SourcePath> files, bool takesPackages)
    {
        string[] names, folders;
        try
        {
            names = Directory.GetFiles(folder, "*.cs");
            folders = [.. new DirectoryInfo(folder).GetDirectories().Where(static one => IsLookedInto(one)).Select(static one => one.Name)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _refused.Add(new RefusedSource(folder, $"The folder '{folder}' cannot be read: {problem.Message}"));
            return;
        }

        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            AddFile(files, name);
        }

        foreach (var name in folders.Order(StringComparer.Ordinal))
        {
            var below = Path.Join(folder, name);
            if (takesPackages)
            {
                AddFolder(below);
            }
            else
            {
                Walk(below, files, takesPackages: false);
            }
        }
    }

    // What a build leaves is no source; a link may lead in a circle.
    private static bool IsLookedInto(DirectoryInfo folder) => !folder.Name.StartsWith('.') && folder.Name is not ("bin" or "obj") && folder.LinkTarget is null;

    private void AddFile(List<SourcePath> files, string path)
    {
        _met++;
        var full = Path.GetFullPath(path);
        if (_seen.Add(full))
        {
            files.Add(new SourcePath(full, path.Replace(Path.DirectorySeparatorChar, '/')));
        }
    }
}
