namespace Weir.Tests;

/// <summary>A place for a journal in a folder of its own, which is deleted at the end.</summary>
internal sealed class JournalFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weir-journal-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "runs.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);
}
