namespace Weir.IntegrationTests;

/// <summary>A folder of one test, removed after it.</summary>
internal sealed class Scratch : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("weir-it-").FullName;

    public string Below(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public string Write(string file, string text)
    {
        var path = Below(file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a contract that is right, the rest of it given.</summary>
    public string WriteContract(string file, string name, string rest = "") => Write(file, $$"""
        schema_version: v2.0.0
        name: {{name}}
        node_type: effect
        version: { major: 1, minor: 0, patch: 0 }
        description: A contract of the tests.

        """ + rest);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
