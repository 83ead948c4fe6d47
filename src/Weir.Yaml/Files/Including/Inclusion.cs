namespace Weir.Yaml.Files;

/// <summary>How a file came to be read: by itself, or by another one that runs it.</summary>
internal sealed class Inclusion
{
    /// <summary>How deep files may include one another.</summary>
    public const int MaxDepth = 16;

    /// <summary>How many files one may include in all, those that they include counted.</summary>
    public const int MaxFiles = 200;

    private readonly Inclusion? _outer;
    private readonly Inclusion _root;
    private int _files;

    private Inclusion(string path, Inclusion? outer, StepAccess? access)
    {
        Path = path;
        Access = access;
        _outer = outer;
        _root = outer?._root ?? this;
    }

    /// <summary>The file, as it is named in messages.</summary>
    public string Path { get; }

    /// <summary>What the including file may touch; null: the file was read by itself.</summary>
    public StepAccess? Access { get; }

    public bool IsIncluded => Access is not null;

    public int Depth => _outer is null ? 0 : _outer.Depth + 1;

    public static Inclusion Of(string path) => new(path, null, null);

    /// <summary>Goes into a file that this one includes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="access">What this one may touch.</param>
    public Inclusion Into(string path, StepAccess access) => new(path, this, access);

    /// <summary>Counts a file; false: there are too many.</summary>
    public bool TryCount() => ++_root._files <= MaxFiles;

    /// <summary>The circle that including a file would close: paths from that file to itself; null: none.</summary>
    public IReadOnlyList<string>? CircleTo(string path)
    {
        var full = FullOf(path);
        var circle = new List<string> { path };
        for (var at = this; at is not null; at = at._outer)
        {
            circle.Insert(0, at.Path);
            if (FullOf(at.Path) == full)
            {
                return circle;
            }
        }

        return null;
    }

    private static string FullOf(string path) => System.IO.Path.GetFullPath(path);
}
