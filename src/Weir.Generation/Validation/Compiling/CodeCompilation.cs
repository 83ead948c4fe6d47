using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Weir.Generation.Validation;

/// <summary>How code that is judged is compiled: by the newest language, in memory, and never run.</summary>
internal static class CodeCompilation
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest);

    private static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithOptimizationLevel(OptimizationLevel.Debug)
        .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)])
        .WithDeterministic(true);

    // What a new project of the SDK has; a file without a project is most likely from one.
    private static readonly SyntaxTree ImplicitUsings = CSharpSyntaxTree.ParseText(
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """,
        Parse);

    /// <summary>Whether a file is one of those that are judged, and not the usings that are put beside them.</summary>
    public static bool IsJudged(SyntaxTree tree) => tree != ImplicitUsings;

    public static SyntaxTree Read(string text, string path, CancellationToken cancellationToken) =>
        Read(SourceText.From(text, Encoding.UTF8), path, cancellationToken);

    /// <summary>Reads a file. Of one that nests too deep for the parser an error is all that is left.</summary>
    public static SyntaxTree Read(SourceText text, string path, CancellationToken cancellationToken) => CSharpSyntaxTree.ParseText(
        Nesting.TooDeepAt(text.ToString()) is { } line ? SourceText.From(TooDeep(line), Encoding.UTF8) : text, Parse, path, cancellationToken);

    private static string TooDeep(int line) =>
        new string('\n', line) + FormattableString.Invariant($"#error Brackets nest more than {Nesting.Most} deep here, or operators more than {Nesting.MostOperators:#,0}, which is as deep as is judged; take the code apart.\n");

    /// <summary>The code of a generated package, whose own project knows no implicit usings and takes every warning for an error.</summary>
    public static CSharpCompilation OfPackage(string name, IEnumerable<SyntaxTree> trees, IEnumerable<MetadataReference> references) =>
        CSharpCompilation.Create(name, trees, references, Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error));

    /// <summary>The code of a generated package that refers to nothing else.</summary>
    public static CSharpCompilation OfPackage(IEnumerable<SyntaxTree> trees, ReferenceSet references) => references.Package.AddSyntaxTrees(trees);

    /// <summary>An empty package, which others are made of.</summary>
    public static CSharpCompilation EmptyPackage(IEnumerable<MetadataReference> references) => OfPackage("Package", [], references);

    /// <summary>Nothing yet, which files without a project are added to.</summary>
    public static CSharpCompilation NoFiles(IEnumerable<MetadataReference> references) => CSharpCompilation.Create("Judged", [], references, Options.WithAllowUnsafe(true));

    /// <summary>The tests of a package, which see what it lets them see.</summary>
    public static CSharpCompilation OfTests(CSharpCompilation package, IEnumerable<SyntaxTree> trees, IEnumerable<MetadataReference> references) =>
        OfPackage(package.AssemblyName + ".Tests", trees, [.. references, package.ToMetadataReference()]);

    /// <summary>Files without a project: a program where statements stand outside of types, a library elsewhere.</summary>
    public static CSharpCompilation OfFiles(IReadOnlyList<SyntaxTree> trees, ReferenceSet references)
    {
        var isProgram = trees.Any(static tree => ((CompilationUnitSyntax)tree.GetRoot()).Members.OfType<GlobalStatementSyntax>().Any());
        var none = references.NoFiles;
        var empty = isProgram ? none.WithOptions(none.Options.WithOutputKind(OutputKind.ConsoleApplication)) : none;
        return trees.Count == 0 ? empty : empty.AddSyntaxTrees([.. trees, ImplicitUsings]);
    }

    /// <summary>Compiles something small, so that the compiler is warm when the first package needs it.</summary>
    public static void WarmUp(ReferenceSet references, CancellationToken cancellationToken)
    {
        var tree = Read(
            "using System.Linq; public sealed record A<T>(T? B) { public async System.Threading.Tasks.Task<T?> C() { await System.Threading.Tasks.Task.Yield(); return new[] { B }.Select(x => x).First(); } }",
            "Warm.cs",
            cancellationToken);
        OfPackage([tree], references).Emit(Stream.Null, cancellationToken: cancellationToken);
    }
}
