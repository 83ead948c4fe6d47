using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Tests.Conventions;

/// <summary>
/// A folder of src/Weir knows the folders before it in the list, never one behind it. A layer knows Steps, Measuring and Pipelines, never another
/// layer; those behind Layers know it, and the catalog of layers does. A workload of a layer runs what it describes, so it knows the executor too. Testing may know
/// everything, and nobody knows it.
/// </summary>
public class FolderDirectionTests
{
    private const string Catalog = "catalog";
    private const string Testing = "Testing";

    private static readonly string[] Folders = ["Steps", "Measuring", "Plans", "Pipelines", "Layers", "Options", "Execution", "Workflows", "Hosting"];

    [Fact]
    public void Folders_NeverReferToAFolderBehindThem()
    {
        var compilation = Compile(Repository.Sources("src/Weir").Select(static file => Parse(File.ReadAllText(file), Repository.Relative(file))));
        Assert.Empty(Violations(compilation).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Folders_AreAllInTheList()
    {
        var folders = Repository.Sources("src/Weir").Select(static file => FolderOf(Repository.Relative(file))).Distinct();
        Assert.Equal(Folders.Append(Testing).Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Check_OfAWrongReference_FindsIt()
    {
        var compilation = Compile(
        [
            Parse("namespace Weir; class Low { object Make() => new High(); }", "src/Weir/Steps/Low.cs"),
            Parse("namespace Weir; class High { Low? low; }", "src/Weir/Workflows/High.cs"),
        ]);
        Assert.Equal(["src/Weir/Steps/Low.cs refers to High of Workflows"], Violations(compilation).Distinct());
    }

    [Fact]
    public void Check_OfALayerThatKnowsAnother_FindsIt()
    {
        var compilation = Compile(
        [
            Parse("namespace Weir.Layers.A; class First { }", "src/Weir/Layers/A/First.cs"),
            Parse("namespace Weir.Layers.B; class Second { A.First? first; Low? low; Node? node; Executor? executor; }", "src/Weir/Layers/B/Second.cs"),
            Parse("namespace Weir.Layers.B; class BWorkload { Executor? executor; }", "src/Weir/Layers/B/BWorkload.cs"),
            Parse("namespace Weir.Layers; class LayerCatalog { A.First? first; B.Second? second; }", "src/Weir/Layers/LayerCatalog.cs"),
            Parse("namespace Weir; class Low { Layers.A.First? first; }", "src/Weir/Pipelines/Low.cs"),
            Parse("namespace Weir; class Node { }", "src/Weir/Plans/Node.cs"),
            Parse("namespace Weir; class Executor { }", "src/Weir/Execution/Executor.cs"),
        ]);
        Assert.Equal(
            [
                "src/Weir/Layers/B/Second.cs refers to Executor of Execution",
                "src/Weir/Layers/B/Second.cs refers to First of Layers/A",
                "src/Weir/Pipelines/Low.cs refers to First of Layers/A",
            ],
            Violations(compilation).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Check_OfAWorkload_LetsItKnowWhatRunsIt()
    {
        var compilation = Compile(
        [
            Parse("namespace Weir.Layers.A; class First { Runner? runner; }", "src/Weir/Layers/A/First.cs"),
            Parse("namespace Weir.Layers.A; class AWorkload { Runner? runner; Flow? flow; }", "src/Weir/Layers/A/AWorkload.cs"),
            Parse("namespace Weir; class Runner { }", "src/Weir/Execution/Runner.cs"),
            Parse("namespace Weir; class Flow { }", "src/Weir/Workflows/Flow.cs"),
        ]);
        Assert.Equal(
            ["src/Weir/Layers/A/AWorkload.cs refers to Flow of Workflows", "src/Weir/Layers/A/First.cs refers to Runner of Execution"],
            Violations(compilation).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Check_OfACatalogOrAFolderThatKnowsTesting_FindsIt()
    {
        var compilation = Compile(
        [
            Parse("namespace Weir.Testing; class Script { Low? low; Layers.A.First? first; }", "src/Weir/Testing/Script.cs"),
            Parse("namespace Weir.Layers.A; class First { }", "src/Weir/Layers/A/First.cs"),
            Parse("namespace Weir.Layers; class LayerCatalog { Testing.Script? script; }", "src/Weir/Layers/LayerCatalog.cs"),
            Parse("namespace Weir; class Low { Testing.Script? script; }", "src/Weir/Workflows/Low.cs"),
        ]);
        Assert.Equal(
            ["src/Weir/Layers/LayerCatalog.cs refers to Script of Testing", "src/Weir/Workflows/Low.cs refers to Script of Testing"],
            Violations(compilation).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Whether a file of one folder may know what another folder declares.</summary>
    private static bool MayKnow(string from, string to) => (LayerOf(from), LayerOf(to)) switch
    {
        _ when FolderOf(from) == Testing => true,
        _ when FolderOf(to) == Testing => false,
        (null, _) when LayerOf(to) is not Catalog => Array.IndexOf(Folders, FolderOf(to)) <= Array.IndexOf(Folders, FolderOf(from)),
        (Catalog, _) => true,
        ({ }, _) when to == "src/Weir/Layers/Workload.cs" => true,
        ({ } layer, { } other) => layer == other,
        ({ }, null) when IsWorkload(from) => FolderOf(to) is "Steps" or "Measuring" or "Plans" or "Pipelines" or "Options" or "Execution",
        ({ }, null) => FolderOf(to) is "Steps" or "Measuring" or "Plans" or "Pipelines",
        _ => false,
    };

    /// <summary>The folder of a layer, or the catalog of them; null: a file that has nothing to do with layers.</summary>
    private static string? LayerOf(string path)
    {
        var parts = path.Split('/');
        return FolderOf(path) != "Layers" ? null : parts.Length == 5 ? parts[3] : Catalog;
    }

    /// <summary>Whether the file does the work that the proof of a layer measures.</summary>
    private static bool IsWorkload(string path) =>
        LayerOf(path) is { } layer && Path.GetFileName(path) is var name
        && (name == $"{layer}Workload.cs" || name == $"{layer}Side.cs" || name.StartsWith($"{layer}Side{{", StringComparison.Ordinal));

    private static IEnumerable<string> Violations(CSharpCompilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees.Where(static tree => tree.FilePath.StartsWith("src/", StringComparison.Ordinal)))
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot(Some.Token).DescendantNodes().OfType<SimpleNameSyntax>())
            {
                foreach (var place in model.GetSymbolInfo(name, Some.Token).Symbol?.DeclaringSyntaxReferences ?? [])
                {
                    // A namespace is declared in every file.
                    if (place.GetSyntax(Some.Token) is not BaseNamespaceDeclarationSyntax and not CompilationUnitSyntax
                        && !MayKnow(tree.FilePath, place.SyntaxTree.FilePath))
                    {
                        var layer = LayerOf(place.SyntaxTree.FilePath);
                        var folder = FolderOf(place.SyntaxTree.FilePath);
                        yield return $"{tree.FilePath} refers to {name.Identifier.Text} of {(layer is null ? folder : $"{folder}/{layer}")}";
                    }
                }
            }
        }
    }

    private static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees)
    {
        const string Usings = """
            global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
            global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
            """;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static file => Path.GetFileName(file) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)))
            .Select(static file => MetadataReference.CreateFromFile(file));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("Checked", [.. trees, Parse(Usings, "usings.cs")], references, options);

        // A file that does not compile has names without meaning, in which no wrong reference could be found.
        Assert.Empty(compilation.GetDiagnostics(Some.Token).Where(static d => d.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    private static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest), path, cancellationToken: Some.Token);

    private static string FolderOf(string path) => path.Split('/').ElementAtOrDefault(2) ?? "";
}
