using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Quality;

/// <summary>Lines of code of a body. A function inside that is too long itself is reported instead of the one around it, not besides.</summary>
internal sealed class LengthRule : CodeRule
{
    private const int MostLines = 60;

    public override void Judge(CodeFile file, FindingList found, CancellationToken cancellationToken)
    {
        var text = file.Root.SyntaxTree.GetText(cancellationToken);
        if (text.Lines.Count <= MostLines)
        {
            return;
        }

        var elsewhere = new Dictionary<Function, int>();
        foreach (var function in file.Functions.Reverse())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var inner = elsewhere.GetValueOrDefault(function);
            var lines = Lines(function) - inner;
            if (lines > MostLines)
            {
                found.Add(
                    QualityRules.LongMethod,
                    function.Name,
                    $"{function.Title} has {lines} lines of code; {MostLines} is the most.",
                    "Split it into methods that each do one thing.");
                inner += lines;
            }

            if (function.Outer is { } outer)
            {
                elsewhere[outer] = elsewhere.GetValueOrDefault(outer) + inner;
            }
        }
    }

    private static int Lines(Function function)
    {
        if (function.Body is not { } body)
        {
            return 0;
        }

        var lines = body.SyntaxTree.GetText().Lines;
        if (lines.GetLinePosition(body.Span.End).Line - lines.GetLinePosition(body.SpanStart).Line < MostLines)
        {
            return 0;
        }

        var count = 0;
        var last = -1;
        foreach (var token in Tokens(function, body))
        {
            var first = Math.Max(lines.GetLinePosition(token.SpanStart).Line, last + 1);
            var end = lines.GetLinePosition(token.Span.End).Line;
            count += Math.Max(0, end - first + 1);
            last = Math.Max(last, end);
        }

        return count;
    }

    private static IEnumerable<SyntaxToken> Tokens(Function function, SyntaxNode body) => (body switch
    {
        BlockSyntax block => block.DescendantTokens().Where(token => token != block.OpenBraceToken && token != block.CloseBraceToken),
        CompilationUnitSyntax => function.Nodes.OfType<GlobalStatementSyntax>().SelectMany(static statement => statement.DescendantTokens()),
        _ => body.DescendantTokens(),
    }).Where(static token => token.Span.Length > 0);
}
