namespace Weir.Generation.Validation.Sources;

/// <summary>A file that was found.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Label">What findings call it: as it was named, or below the folder as that was named, with forward slashes.</param>
internal sealed record SourcePath(string Path, string Label);

/// <summary>Files that are compiled together.</summary>
/// <param name="Name">What messages call them: the name of the package.</param>
/// <param name="Folder">The folder of the package as it was named; null: files without one.</param>
internal sealed record SourceGroup(string Name, string? Folder)
{
    /// <summary>The files that are judged.</summary>
    public List<SourcePath> Judged { get; } = [];

    /// <summary>The files that have to compile with them: tests.</summary>
    public List<SourcePath> Compiled { get; } = [];
}
