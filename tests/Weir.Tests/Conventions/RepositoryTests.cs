using System.Xml.Linq;

namespace Weir.Tests.Conventions;

public class RepositoryTests
{
    private const int MaxLines = 400;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("samples")]
    public void Files_HaveAtMost400Lines(string folder)
    {
        var tooLong = Repository.Sources(folder).Select(static file => (File: Repository.Relative(file), Lines: File.ReadLines(file).Count()))
            .Where(static file => file.Lines > MaxLines);
        Assert.Empty(tooLong.Select(static file => $"{file.File} has {file.Lines} lines"));
    }

    /// <summary>What awaits or queues in another way leaves the thread of a deterministic scheduler, and its order is no longer repeated.</summary>
    [Theory]
    [InlineData("ConfigureAwait(false)")]
    [InlineData("ThreadPool.")]
    [InlineData(".CancelAsync()")]
    [InlineData("Random.Shared")]
    public void Runs_QueueAndAwaitThroughTheRunQueueOnly(string call)
    {
        // Checks of health are no part of a run, and a disk takes its own time: both go to the pool on purpose.
        string[] exempt = ["RunQueue.cs", "Pump.cs", "HealthProbe.cs", "RunFile.cs", "FileRunStore.cs"];
        Assert.DoesNotContain(
            Repository.Sources("src/Weir"),
            file => !exempt.Contains(Path.GetFileName(file))
                && File.ReadLines(file).Any(line => line.Contains(call, StringComparison.Ordinal) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
    }

    [Fact]
    public void Weir_ReferencesWhatHostsAreMadeOfOnly()
    {
        Assert.Equal(["Microsoft.Extensions.Hosting.Abstractions"], References("Weir", "PackageReference"));
        Assert.Empty(References("Weir", "ProjectReference"));
    }

    [Fact]
    public void Lab_ReferencesStatisticsARivalAndTheLibraryOnly()
    {
        Assert.Equal(["Microsoft.Extensions.Caching.Memory", "Perfolizer"], References("Weir.Lab", "PackageReference"));
        Assert.Equal(["../Weir/Weir.csproj"], References("Weir.Lab", "ProjectReference"));
    }

    [Theory]
    [InlineData("Weir.Yaml")]
    [InlineData("Weir.Generation")]
    [InlineData("Weir.AI")]
    [InlineData("Weir.Lab")]
    public void Libraries_NeverReferenceTheTool(string project) =>
        Assert.DoesNotContain(References(project, "ProjectReference"), static reference => reference.EndsWith("Weir.Cli.csproj", StringComparison.Ordinal));

    private static string[] References(string project, string kind) =>
        [.. XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"))
            .Descendants(kind).Select(static reference => reference.Attribute("Include")!.Value)];
}
