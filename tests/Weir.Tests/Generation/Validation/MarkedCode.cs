using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Weir.Generation.Contracts;
using Weir.Generation.Validation;

namespace Weir.Tests.Generation.Validation;

/// <summary>Code that a validator judges. In marked code a ¤ stands before each place that is to be found.</summary>
internal static class MarkedCode
{
    private const string Usings =
        "using System; using System.Collections.Generic; using System.Diagnostics; using System.IO; using System.Linq; using System.Net.Http; using System.Threading; using System.Threading.Tasks; using Weir; ";

    private static readonly IReadOnlyList<MetadataReference> References = new ReferenceSet().References;

    public static CSharpCompilation Compile(params IEnumerable<(string Path, string Text)> files)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Preview);
        return CSharpCompilation.Create(
            "Judged",
            files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), parse, file.Path)),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    public static ValidationFindings By(Validator validator, CSharpCompilation compilation, Contract? contract = null, ValidationProfile? profile = null) =>
        validator.Validate(new ValidationSubject(compilation, profile ?? ValidationProfile.Production, contract), Some.Token);

    /// <summary>Asserts that a rule finds the marked places and no others, each once.</summary>
    public static void Finds(Validator validator, string rule, string marked, Contract? contract = null)
    {
        var text = Usings + marked.Replace("¤", "", StringComparison.Ordinal);
        var issues = By(validator, Compile(("Code.cs", text)), contract).Issues;
        var expected = marked.Split('\n').SelectMany((line, index) => Enumerable.Repeat(index + 1, line.Count(letter => letter == '¤')));
        var found = issues.Where(issue => issue.Rule == rule).ToList();
        var listed = string.Join('\n', issues);
        Assert.True(expected.SequenceEqual(found.Select(issue => issue.Line)), $"Expected at {string.Join(", ", expected)}, found:\n{listed}\nin\n{text}");
        Assert.All(found, issue => Assert.True(issue.Message.EndsWith('.') && issue is { Column: > 0, File: "Code.cs", Suggestion: not null }, issue.ToString()));
    }
}
