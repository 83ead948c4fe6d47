namespace Weir.Tests.Generation;

/// <summary>A folder of one test, removed after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("weir-tests-").FullName;

    public string Path { get; }

    public string Below(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public string Write(string file, string text)
    {
        var path = Below(file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Every file below a folder with its content, by relative path.</summary>
    public IReadOnlyDictionary<string, string> Read(string folder) => Directory
        .EnumerateFiles(Below(folder), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .ToDictionary(file => System.IO.Path.GetRelativePath(Below(folder), file), File.ReadAllText, StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
