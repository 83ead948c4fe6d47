using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Tests.Conventions;

/// <summary>A folder of src/Weir knows the folders before it in the list, never one behind it.</summary>
public class FolderDirectionTests
{
    private static readonly string[] Folders = ["Steps", "Plans", "Pipelines", "Execution", "Workflows"];

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
        Assert.Equal(Folders.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
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

    private static IEnumerable<string> Violations(CSharpCompilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees.Where(static tree => tree.FilePath.StartsWith("src/", StringComparison.Ordinal)))
        {
            var model = compilation.GetSemanticModel(tree);
            var rank = Array.IndexOf(Folders, FolderOf(tree.FilePath));
            foreach (var name in tree.GetRoot(Some.Token).DescendantNodes().OfType<SimpleNameSyntax>())
            {
                foreach (var place in model.GetSymbolInfo(name, Some.Token).Symbol?.DeclaringSyntaxReferences ?? [])
                {
                    // A namespace is declared in every file.
                    if (place.GetSyntax(Some.Token) is not BaseNamespaceDeclarationSyntax and not CompilationUnitSyntax
                        && Array.IndexOf(Folders, FolderOf(place.SyntaxTree.FilePath)) > rank)
                    {
                        yield return $"{tree.FilePath} refers to {name.Identifier.Text} of {FolderOf(place.SyntaxTree.FilePath)}";
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
            .Where(static file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal))
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
