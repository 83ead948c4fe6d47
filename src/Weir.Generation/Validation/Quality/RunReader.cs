using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Quality;

/// <summary>Reads the runs of a member: every list of statements in it, outer ones first, and expressions that are bodies.</summary>
internal sealed class RunReader
{
    private const string Local = "$";

    // The token of a name, where it declares or is a local, with the sign that stands for it.
    private readonly Dictionary<string, string> _locals = new(StringComparer.Ordinal);

    private RunReader(IEnumerable<Function> functions)
    {
        foreach (var function in functions)
        {
            foreach (var parameter in function.Parameters)
            {
                _locals[parameter.Identifier.ValueText] = Local + parameter.Type;
            }

            foreach (var node in function.Nodes)
            {
                if (Declared(node) is { ValueText.Length: > 0 } name)
                {
                    _locals.TryAdd(name.ValueText, Local);
                }
            }
        }
    }

    public static List<Run> Read(IEnumerable<Function> functions)
    {
        var reader = new RunReader(functions);
        var runs = new List<Run>();
        foreach (var function in functions)
        {
            if (function.Body is ExpressionSyntax expression)
            {
                runs.Add(new Run([reader.Part(expression)]));
            }

            runs.AddRange(function.Nodes.Select(Statements).OfType<SyntaxList<StatementSyntax>>()
                .Select(list => new Run([.. list.Where(static one => one is not LocalFunctionStatementSyntax).Select(reader.Part)])));
        }

        return runs;
    }

    private static SyntaxList<StatementSyntax>? Statements(SyntaxNode node) => node switch
    {
        BlockSyntax block => block.Statements,
        SwitchSectionSyntax section => section.Statements,
        _ => null,
    };

    private RunPart Part(SyntaxNode node)
    {
        var words = new List<string>();
        var locals = new List<string>();
        var hash = 14695981039346656037;
        foreach (var token in node.DescendantTokens())
        {
            var word = Word(token, locals);
            words.Add(word);
            foreach (var letter in word)
            {
                hash = (hash ^ letter) * 1099511628211;
            }

            hash = (hash ^ ' ') * 1099511628211;
        }

        return new RunPart(node, words, locals, hash);
    }

    private string Word(SyntaxToken token, List<string> locals)
    {
        if (token.IsKind(SyntaxKind.IdentifierToken))
        {
            if (IsFree(token) && _locals.TryGetValue(token.ValueText, out var sign))
            {
                locals.Add(token.ValueText);
                return sign;
            }

            return token.Text;
        }

        return token.Kind() switch
        {
            SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken => "\"",
            SyntaxKind.InterpolatedStringTextToken => "\"…",
            SyntaxKind.NumericLiteralToken => "0",
            SyntaxKind.CharacterLiteralToken => "'",
            _ => token.Text,
        };
    }

    // Behind a dot, before a colon or as a type, a name is no local.
    private static bool IsFree(SyntaxToken name) => name.Parent switch
    {
        IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } use => access.Expression == use,
        IdentifierNameSyntax { Parent: MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or QualifiedNameSyntax } => false,
        IdentifierNameSyntax => true,
        VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax or CatchDeclarationSyntax or ParameterSyntax or QueryClauseSyntax => true,
        _ => false,
    };

    private static SyntaxToken? Declared(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier,
        SingleVariableDesignationSyntax variable => variable.Identifier,
        ForEachStatementSyntax each => each.Identifier,
        CatchDeclarationSyntax caught => caught.Identifier,
        FromClauseSyntax from => from.Identifier,
        LetClauseSyntax let => let.Identifier,
        JoinClauseSyntax join => join.Identifier,
        _ => null,
    };
}
