using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Quality;

/// <summary>
/// How hard a function is to read. Every structure that breaks the flow from top to bottom costs 1, and 1 more for each structure it is nested in;
/// else, goto, a recursion and each chain of one boolean operator cost 1.
/// </summary>
/// <remarks>
/// After G. A. Campbell, "Cognitive Complexity", SonarSource 2018. Functions inside are read on their own. The walk is a loop with a stack, so that
/// no nesting overflows it.
/// </remarks>
internal sealed class CognitiveReading
{
    private const int DeepestBlock = 4;

    private readonly Function _function;
    private readonly Stack<(SyntaxNode Node, int Nesting, int Blocks)> _open = new();
    private readonly List<SyntaxToken> _tooDeep = [];
    private bool _recurs;

    public CognitiveReading(Function function)
    {
        _function = function;
        _open.Push((function.Node, 0, 0));
        while (_open.TryPop(out var next))
        {
            if (next.Node == function.Node || !(Function.Is(next.Node) || next.Node is BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax))
            {
                Visit(next.Node, next.Nesting, next.Blocks);
            }
        }

        _tooDeep.Sort(static (one, other) => one.SpanStart - other.SpanStart);
    }

    public int Score { get; private set; }

    /// <summary>Where each fifth level of blocks begins.</summary>
    public IReadOnlyList<SyntaxToken> TooDeep => _tooDeep;

    private void Visit(SyntaxNode node, int nesting, int blocks)
    {
        switch (node)
        {
            case IfStatementSyntax { Parent: ElseClauseSyntax }:
                // The else it follows has been counted, and it stands on the level of the first one.
                Inside(node, nesting, blocks);
                break;
            case IfStatementSyntax condition:
                Score += 1 + nesting;
                Inside(node, nesting + 1, Block(condition.IfKeyword, blocks));
                break;
            case ElseClauseSyntax:
                Score++;
                Inside(node, nesting, blocks);
                break;
            case CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or SwitchStatementSyntax:
                Score += 1 + nesting;
                Inside(node, nesting + 1, Block(node.GetFirstToken(), blocks));
                break;
            case SwitchExpressionSyntax or ConditionalExpressionSyntax or CatchClauseSyntax:
                Score += 1 + nesting;
                Inside(node, nesting + 1, blocks);
                break;
            case TryStatementSyntax attempt:
                Inside(node, nesting, Block(attempt.TryKeyword, blocks));
                break;
            default:
                Score += Flat(node);
                Inside(node, nesting, blocks);
                break;
        }
    }

    private int Block(SyntaxToken keyword, int blocks)
    {
        if (blocks == DeepestBlock)
        {
            _tooDeep.Add(keyword);
        }

        return blocks + 1;
    }

    private void Inside(SyntaxNode node, int nesting, int blocks)
    {
        foreach (var child in node.ChildNodes())
        {
            _open.Push((child, nesting, blocks));
        }
    }

    private int Flat(SyntaxNode node) => node switch
    {
        GotoStatementSyntax => 1,
        BinaryExpressionSyntax or BinaryPatternSyntax => BeginsChain(node) ? 1 : 0,
        InvocationExpressionSyntax call => Recurs(call) ? 1 : 0,
        _ => 0,
    };

    // Of a chain of one operator only the outermost counts; parentheses do not end it, another operator or a negation does.
    private static bool BeginsChain(SyntaxNode node)
    {
        if (!node.IsKind(SyntaxKind.LogicalAndExpression) && !node.IsKind(SyntaxKind.LogicalOrExpression)
            && !node.IsKind(SyntaxKind.AndPattern) && !node.IsKind(SyntaxKind.OrPattern))
        {
            return false;
        }

        var parent = node.Parent;
        while (parent is ParenthesizedExpressionSyntax or ParenthesizedPatternSyntax)
        {
            parent = parent.Parent;
        }

        return parent is null || !parent.IsKind(node.Kind());
    }

    private bool Recurs(InvocationExpressionSyntax call)
    {
        if (_recurs || CalledName(call) is not { } name || name != _function.Name.ValueText)
        {
            return false;
        }

        var taken = _function.Parameters.Count();
        var optional = _function.Parameters.Count(static parameter => parameter.Default is not null);
        var given = call.ArgumentList.Arguments.Count;
        _recurs = given <= taken && given >= taken - optional;
        return _recurs;
    }

    private static string? CalledName(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier.ValueText,
        _ => null,
    };
}
