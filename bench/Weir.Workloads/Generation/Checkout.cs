namespace Weir.Workloads.Generation;

/// <summary>What the rows of this group read of the checkout that they run in.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The contracts of the samples, by the names of their nodes.</summary>
    public static IReadOnlyDictionary<string, string> Contracts { get; } = Directory.EnumerateFiles(Path.Combine(Root, "samples", "contracts"), "*.yaml").Order(StringComparer.Ordinal)
        .Select(File.ReadAllText).ToDictionary(static text => text.Split('\n').First(static line => line.StartsWith("name:", StringComparison.Ordinal))["name:".Length..].Trim(), StringComparer.Ordinal);

    /// <summary>As many contracts as are asked for: those of the samples in turn, each under a name of its own.</summary>
    public static IEnumerable<string> ManyContracts(int count)
    {
        string[] kinds = ["Effect", "Compute", "Reducer", "Orchestrator"];
        var samples = Contracts.ToArray();
        for (var number = 0; number < count; number++)
        {
            var (name, text) = samples[number % samples.Length];
            var kind = kinds.First(name.EndsWith);
            yield return text.Replace(name, $"{name[..^kind.Length]}N{number}{kind}", StringComparison.Ordinal);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The workloads run inside a checkout.");
        }

        return folder.FullName;
    }
}
