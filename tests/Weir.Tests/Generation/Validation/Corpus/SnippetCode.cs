using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Contracts;
using Weir.Generation.Validation;

namespace Weir.Tests.Generation.Validation.Corpus;

/// <summary>A snippet as validators get it: compiled against the platform and Weir, with its contract.</summary>
internal static class SnippetCode
{
    // A method that a source generator would write; none runs here.
    private const string BodyOfAGenerator = "CS8795";

    private static readonly ReferenceSet References = new();

    /// <summary>The code of a snippet; it may have errors.</summary>
    public static CSharpCompilation Compile(Snippet snippet)
    {
        var tree = CSharpSyntaxTree.ParseText(snippet.Text, new CSharpParseOptions(LanguageVersion.Latest), snippet.File, cancellationToken: Some.Token);
        var isProgram = tree.GetCompilationUnitRoot(Some.Token).Members.Any(static member => member is GlobalStatementSyntax);
        var options = new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)
            .WithNullableContextOptions(NullableContextOptions.Enable);
        return CSharpCompilation.Create("Snippet", [tree], References.References, options);
    }

    /// <summary>The errors of the compiler, but for methods that a source generator would write.</summary>
    public static IReadOnlyList<string> Errors(Snippet snippet) =>
        [.. Compile(snippet).GetDiagnostics(Some.Token)
            .Where(static one => one.Severity == DiagnosticSeverity.Error && one.Id != BodyOfAGenerator)
            .Select(static one => one.ToString())];

    /// <summary>What a validator judges, as strictly as in production.</summary>
    public static ValidationSubject Subject(Snippet snippet) =>
        new(Compile(snippet), ValidationProfile.Production, snippet.Contract is { } file ? ReadContract(file) : null);

    /// <summary>Reads a contract of the corpus.</summary>
    public static Contract ReadContract(string file)
    {
        var reading = ContractReader.Read(File.ReadAllBytes(file), file);
        Assert.True(reading.Contract is not null, string.Join('\n', reading.Diagnostics));
        return reading.Contract;
    }
}
