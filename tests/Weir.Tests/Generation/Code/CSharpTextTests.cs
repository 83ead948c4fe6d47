using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Code;

namespace Weir.Tests.Generation.Code;

public class CSharpTextTests
{
    [Fact]
    public void Literal_OfAnyText_IsReadAsThatText() => Prop.ForAll<string>(static text =>
    {
        text ??= "";
        var expression = SyntaxFactory.ParseExpression(CSharpText.Literal(text));
        return expression is LiteralExpressionSyntax literal && literal.Token.ValueText == text && !expression.ContainsDiagnostics;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\u2028b\u2029c\u0085d")]
    [InlineData("*/ </summary> & <x>")]
    [InlineData("\u0001\u007f\ufffe nul \0")]
    [InlineData("\ud800 half of a pair")]
    [InlineData("\u202e right to left \u200f")]
    [InlineData("/// nested")]
    [InlineData("#if false")]
    [InlineData("\r\nfirst line empty")]
    public void Summary_OfHostileText_IsOneWellFormedCommentAndNothingElse(string text)
    {
        var source = CSharpText.Summary(text, 0) + "\npublic class A;\n";
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(documentationMode: Microsoft.CodeAnalysis.DocumentationMode.Diagnose), cancellationToken: Some.Token);
        var compilation = CSharpCompilation.Create("Docs", [tree]);
        Assert.Empty(tree.GetDiagnostics(Some.Token));
        Assert.DoesNotContain(compilation.GetDiagnostics(Some.Token), diagnostic => diagnostic.Id.StartsWith("CS15", StringComparison.Ordinal));
        Assert.Single(tree.GetRoot(Some.Token).ChildNodes());
    }

    [Theory]
    [InlineData("name", ".name")]
    [InlineData("odd name", "['odd name']")]
    [InlineData("it's", "['it\\'s']")]
    [InlineData("1st", "['1st']")]
    [InlineData("", "['']")]
    public void PathSegment_OfAName_IsPlainWhereItCanBe(string name, string segment) =>
        Assert.Equal(segment, CSharpText.PathSegment(name));

    [Fact]
    public void FileNames_OfEqualOrLongNames_AreShortAndDifferent()
    {
        var names = new FileNames();
        string[] files = [names.Of("Order"), names.Of("ORDER"), names.Of(new string('x', 300)), names.Of(new string('x', 301)), names.Of("Größe")];
        Assert.Equal(files.Length, files.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(files, file => Assert.True(file.Length <= 90 && file.All(char.IsAscii)));
    }
}
