using Weir.Generation.Contracts;
using Weir.Yaml;

namespace Weir.Generation;

/// <summary>A contract that was found, or an input that is none.</summary>
/// <param name="Label">The path as the user named it; unique.</param>
/// <param name="Bytes">The content, or null when it could not be read.</param>
/// <param name="Problem">Why it could not be read, or null.</param>
internal sealed record ContractSource(string Label, byte[]? Bytes, string? Problem)
{
    /// <summary>The name in the file and where it stands, if it can be told.</summary>
    public (string Name, SourcePosition Position)? Name { get; init; }
}

/// <summary>Finds the contracts that a user named.</summary>
internal static class ContractFinder
{
    private static readonly string[] Extensions = [".yaml", ".yml"];

    /// <summary>The contracts in the order they were named, those of a folder sorted; each file once.</summary>
    public static IReadOnlyList<ContractSource> Find(IEnumerable<string> named, string output)
    {
        var sources = new List<ContractSource>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in named)
        {
            if (Directory.Exists(name))
            {
                AddFolder(name, output, sources, seen);
            }
            else if (seen.Add(Path.GetFullPath(name)))
            {
                sources.Add(Read(name));
            }
        }

        return sources;
    }

    private static void AddFolder(string folder, string output, List<ContractSource> sources, HashSet<string> seen)
    {
        try
        {
            var files = Walk(folder, Path.GetFullPath(output)).Order(StringComparer.Ordinal).ToArray();
            if (files.Length == 0)
            {
                sources.Add(new ContractSource(folder, null, $"The folder '{folder}' has no contracts: no file in it ends in .yaml or .yml."));
            }

            sources.AddRange(files.Where(file => seen.Add(Path.GetFullPath(file))).Select(Read));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            sources.Add(new ContractSource(folder, null, $"The folder '{folder}' cannot be read: {problem.Message}"));
        }
    }

    private static IEnumerable<string> Walk(string folder, string output)
    {
        if (string.Equals(Path.GetFullPath(folder), output, StringComparison.Ordinal))
        {
            return [];
        }

        var files = Directory.EnumerateFiles(folder).Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase));
        var below = new DirectoryInfo(folder).EnumerateDirectories()
            .Where(one => !one.Name.StartsWith('.') && one.LinkTarget is null)
            .SelectMany(one => Walk(Path.Combine(folder, one.Name), output));
        return files.Concat(below);
    }

    private static ContractSource Read(string file)
    {
        if (!File.Exists(file))
        {
            return new ContractSource(file, null, $"There is no file or folder '{file}'.");
        }

        try
        {
            if (new FileInfo(file).Length > YamlLimits.Default.MaxBytes)
            {
                return new ContractSource(file, null, $"{file}: the file is larger than {YamlLimits.Default.MaxBytes / 1024 / 1024} MB, which no contract is.");
            }

            var bytes = File.ReadAllBytes(file);
            return new ContractSource(file, bytes, null) { Name = ContractReader.PeekName(bytes, file) };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new ContractSource(file, null, $"{file}: the file cannot be read: {problem.Message}");
        }
    }
}
