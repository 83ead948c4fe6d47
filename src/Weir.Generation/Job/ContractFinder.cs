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

    // A pipe that nobody writes to never ends; a file does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The contracts in the order they were named, those of a folder sorted; each file once.</summary>
    public static async Task<IReadOnlyList<ContractSource>> FindAsync(IEnumerable<string> named, string output, TimeProvider time, CancellationToken cancellationToken)
    {
        var sources = new List<ContractSource>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in named)
        {
            var (files, problem) = Directory.Exists(name) ? List(name, output) : ([name], null);
            if (problem is not null)
            {
                sources.Add(new ContractSource(name, null, problem));
            }

            foreach (var file in files.Where(file => seen.Add(RealPath(file))))
            {
                sources.Add(await ReadAsync(file, time, cancellationToken).ConfigureAwait(false));
            }
        }

        return sources;
    }

    /// <summary>The contracts of a folder, sorted; what is no folder that can be read stays as it is, for its reading to say what is wrong.</summary>
    public static IReadOnlyList<string> Files(string named, string output) => Directory.Exists(named) && List(named, output) is { Problem: null } list ? list.Files : [named];

    private static (IReadOnlyList<string> Files, string? Problem) List(string folder, string output)
    {
        try
        {
            var files = Walk(folder, Path.GetFullPath(output)).Order(StringComparer.Ordinal).ToArray();
            return (files, files.Length > 0 ? null : $"The folder '{folder}' has no contracts: no file in it ends in .yaml or .yml.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return ([], $"The folder '{folder}' cannot be read: {problem.Message}");
        }
    }

    // The folders below the output are packages, each with a copy of its contract.
    private static IEnumerable<string> Walk(string folder, string output)
    {
        var files = Directory.EnumerateFiles(folder).Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase));
        if (string.Equals(Path.GetFullPath(folder), output, StringComparison.Ordinal))
        {
            return files;
        }

        var below = new DirectoryInfo(folder).EnumerateDirectories()
            .Where(one => !one.Name.StartsWith('.') && one.LinkTarget is null)
            .SelectMany(one => Walk(Path.Combine(folder, one.Name), output));
        return files.Concat(below);
    }

    private static string RealPath(string file)
    {
        var full = Path.GetFullPath(file);
        return File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    private static async Task<ContractSource> ReadAsync(string file, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return new ContractSource(file, null, $"There is no file or folder '{file}'.");
        }

        try
        {
            // On a thread of its own: opening a pipe waits, and nothing but the end of the process ends that.
            var bytes = await Task.Run(() => ReadStart(file), cancellationToken).WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
            return new ContractSource(file, bytes, null) { Name = ContractReader.PeekName(bytes, file) };
        }
        catch (TimeoutException)
        {
            return new ContractSource(file, null, $"{file}: the file could not be read within {Patience.TotalSeconds:0} seconds; it may be a pipe.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new ContractSource(file, null, $"{file}: the file cannot be read: {problem.Message}");
        }
    }

    // One byte more than a contract may have is enough for the reader to refuse it.
    private static byte[] ReadStart(string file)
    {
        using var stream = File.OpenRead(file);
        var buffer = new byte[YamlLimits.Default.MaxBytes + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer[..length];
    }
}
