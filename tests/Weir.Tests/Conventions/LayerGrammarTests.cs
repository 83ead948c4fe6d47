using System.Text.RegularExpressions;
using Weir.Layers;

namespace Weir.Tests.Conventions;

/// <summary>
/// A layer is a folder that looks like all others, and has its tests, its page and its line in the catalog. One that stands around nothing is a strategy instead,
/// and has a workload.
/// </summary>
public partial class LayerGrammarTests
{
    // A folder that has nothing but options is not a layer yet.
    private static readonly string[] Folders =
    [
        .. Directory.GetDirectories(Path.Combine(Repository.Root, "src", "Weir", "Layers")).Select(static folder => Path.GetFileName(folder)!)
            .Where(static layer => Directory.GetFiles(Path.Combine(Repository.Root, "src", "Weir", "Layers", layer)) is not [var only] || Path.GetFileName(only) != $"{layer}Options.cs"),
    ];

    private static readonly string[] Strategies =
        [.. Folders.Where(static one => File.Exists(Path.Combine(Repository.Root, "src", "Weir", "Layers", one, $"{one}Strategy.cs")))];

    private static readonly string[] Layers = [.. Folders.Except(Strategies)];

    [Fact]
    public void Layers_LackNothing() => Assert.Empty(Layers.SelectMany(Lacks));

    [Fact]
    public void Strategies_LackNothing() => Assert.Empty(Strategies.SelectMany(static strategy => LacksFiles(
        strategy,
        $"src/Weir/Layers/{strategy}/{strategy}Workload.cs",
        $"tests/Weir.Tests/Layers/{strategy}StrategyTests.cs")));

    [Fact]
    public void Catalog_ListsEveryLayerOnce() =>
        Assert.Equal(Layers.Order(StringComparer.Ordinal), LayerCatalog.All.Select(static one => one.Folder).Order(StringComparer.Ordinal));

    [Fact]
    public void Catalog_MakesTheLayerOfTheFolder() =>
        Assert.All(LayerCatalog.All, static one => Assert.Equal($"Weir.Layers.{one.Folder}.{one.Folder}Layer", one.Make().GetType().FullName));

    private static IEnumerable<string> Lacks(string layer)
    {
        foreach (var lack in LacksFiles(layer, $"src/Weir/Layers/{layer}/{layer}Layer.cs", $"tests/Weir.Tests/Layers/{layer}LayerTests.cs"))
        {
            yield return lack;
        }

        if (typeof(LayerGrammarTests).Assembly.GetType($"Weir.Tests.Layers.{layer}LayerTests")?.BaseType != typeof(Tests.Layers.LayerConformance))
        {
            yield return $"{layer}LayerTests does not inherit LayerConformance";
        }

    }

    /// <summary>What layers and strategies have alike.</summary>
    private static IEnumerable<string> LacksFiles(string layer, params string[] own)
    {
        string[] files =
        [
            $"src/Weir/Layers/{layer}/{layer}Options.cs",
            $"src/Weir/Layers/{layer}/{layer}Extensions.cs",
            $"docs/layers/{Inner().Replace(layer, "-").ToLowerInvariant()}.md",
            .. own,
        ];
        foreach (var file in files.Where(static file => !File.Exists(Path.Combine(Repository.Root, file))))
        {
            yield return $"{layer} lacks {file}";
        }

        if (typeof(Layer).Assembly.GetType($"Weir.{layer}Extensions")?.GetMethods().Any(method => method.Name == $"Add{layer}") != true)
        {
            yield return $"{layer}Extensions has no Add{layer}";
        }
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Inner();
}
