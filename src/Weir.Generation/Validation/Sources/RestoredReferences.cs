using System.Text.Json;
using Microsoft.CodeAnalysis;

namespace Weir.Generation.Validation.Sources;

/// <summary>The packages that a project refers to, as restoring it left them on this machine.</summary>
internal static class RestoredReferences
{
    /// <summary>What restoring leaves in the folder <c>obj</c> of a project.</summary>
    public const string Assets = "project.assets.json";

    // Weir itself is that of this program.
    private const string Weir = "Weir";

    /// <summary>The assemblies for the compiler; none where the project was not restored.</summary>
    /// <param name="files">Files of the project, which stands in the folder of one of them or above it.</param>
    public static IReadOnlyList<MetadataReference> Of(IReadOnlyList<SourcePath> files)
    {
        var assets = files.Select(static file => Path.GetDirectoryName(file.Path)!).Distinct(StringComparer.Ordinal)
            .SelectMany(static folder => new[] { folder, Path.GetDirectoryName(folder) ?? folder })
            .Select(static folder => Path.Join(folder, "obj", Assets))
            .FirstOrDefault(File.Exists);
        return assets is null ? [] : OfAssets(assets);
    }

    /// <summary>The assemblies for the compiler; none where the file is damaged.</summary>
    /// <param name="assets">The file <c>project.assets.json</c>, which is there.</param>
    public static IReadOnlyList<PortableExecutableReference> OfAssets(string assets)
    {
        try
        {
            return Read(assets);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // Half a file, as a restore leaves it that was broken off: nothing was restored.
            return [];
        }
    }

    private static List<PortableExecutableReference> Read(string assets)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(assets));
        var root = document.RootElement;
        string[] folders = [.. root.GetProperty("packageFolders").EnumerateObject().Select(static folder => folder.Name)];
        var libraries = root.GetProperty("libraries");
        var references = new List<PortableExecutableReference>();
        foreach (var library in root.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject())
        {
            if (library.Value.GetProperty("type").GetString() != "package"
                || library.Name.StartsWith(Weir + "/", StringComparison.Ordinal)
                || !library.Value.TryGetProperty("compile", out var compile))
            {
                continue;
            }

            var path = libraries.GetProperty(library.Name).GetProperty("path").GetString()!;
            references.AddRange(compile.EnumerateObject()
                .Where(static file => file.Name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
                .Select(file => folders.Select(folder => Path.Combine(folder, path, file.Name)).FirstOrDefault(File.Exists))
                .OfType<string>()
                .Select(static file => MetadataReference.CreateFromFile(file)));
        }

        return references;
    }
}
