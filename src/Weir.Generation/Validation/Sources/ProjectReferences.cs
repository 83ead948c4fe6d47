using Microsoft.CodeAnalysis;

namespace Weir.Generation.Validation.Sources;

/// <summary>The packages of the projects that files are of: the project of a file is the nearest one in its folder or above it.</summary>
internal static class ProjectReferences
{
    /// <summary>The assemblies of all restored projects, each name once and none that the platform has.</summary>
    /// <param name="files">The files, which are compiled together.</param>
    /// <returns>The assemblies, and the projects that name packages and were not restored.</returns>
    public static (IReadOnlyList<MetadataReference> References, IReadOnlyList<string> Missing) Of(IEnumerable<SourcePath> files)
    {
        var references = new Dictionary<string, MetadataReference>(StringComparer.OrdinalIgnoreCase);
        var missing = new List<string>();
        foreach (var project in Projects(files))
        {
            var assets = Path.Join(Path.GetDirectoryName(project), "obj", RestoredReferences.Assets);
            if (!File.Exists(assets))
            {
                missing.AddRange(NamesPackages(project) ? [project] : []);
                continue;
            }

            foreach (var reference in RestoredReferences.OfAssets(assets))
            {
                references.TryAdd(NameOf(reference), reference);
            }
        }

        foreach (var known in ReferenceSet.Shared.References.OfType<PortableExecutableReference>())
        {
            references.Remove(NameOf(known));
        }

        return ([.. references.Values], missing);
    }

    private static IEnumerable<string> Projects(IEnumerable<SourcePath> files)
    {
        var known = new Dictionary<string, string?>(StringComparer.Ordinal);
        return files.Select(file => Find(Path.GetDirectoryName(file.Path), known)).OfType<string>().Distinct(StringComparer.Ordinal);
    }

    private static string? Find(string? folder, Dictionary<string, string?> known)
    {
        if (folder is null)
        {
            return null;
        }

        if (!known.TryGetValue(folder, out var project))
        {
            known[folder] = project = In(folder) ?? Find(Path.GetDirectoryName(folder), known);
        }

        return project;
    }

    private static string? In(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder, "*.csproj").Order(StringComparer.Ordinal).FirstOrDefault();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A folder above that may not be looked into has no project that could be restored from here.
            return null;
        }
    }

    private static bool NamesPackages(string project)
    {
        try
        {
            return File.ReadAllText(project).Contains("<PackageReference ", StringComparison.Ordinal);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It is not said to lack what nobody can read.
            return false;
        }
    }

    private static string NameOf(PortableExecutableReference reference) => Path.GetFileName(reference.FilePath) ?? "";
}
