using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Generation.Validation.Syntax;

/// <summary>One file, walked once: its nodes and its functions.</summary>
internal sealed class CodeFile
{
    // What nests deeper is not bound: the binder recurses, and a stack that overflows ends the process. Real code stays below 100.
    private const int DeepestBound = 300;

    private readonly List<SyntaxNode> _nodes = [];
    private readonly List<Function> _functions = [];

    private CodeFile(SyntaxTree tree, ValidationSubject subject, CancellationToken cancellationToken)
    {
        Root = tree.GetRoot(cancellationToken);
        var depth = Walk(cancellationToken);
        Model = depth <= DeepestBound ? subject.ModelOf(tree) : null;
        Units = _nodes.Count(static node => node is MemberDeclarationSyntax and not BaseNamespaceDeclarationSyntax and not GlobalStatementSyntax);
    }

    public SyntaxNode Root { get; }

    /// <summary>All nodes, each before those inside it.</summary>
    public IReadOnlyList<SyntaxNode> Nodes => _nodes;

    /// <summary>The functions, in the order of the file.</summary>
    public IReadOnlyList<Function> Functions => _functions;

    /// <summary>What the names mean; null where the file nests so deep that asking could overflow the stack, and then only its form is judged.</summary>
    public SemanticModel? Model { get; }

    /// <summary>How many types and members it has.</summary>
    public int Units { get; }

    /// <summary>The files of a subject in an order that does not depend on the order they were given in.</summary>
    public static IReadOnlyList<CodeFile> Of(ValidationSubject subject, CancellationToken cancellationToken) =>
        [.. subject.Trees.Order(Comparer<SyntaxTree>.Create(Compare)).Select(tree => new CodeFile(tree, subject, cancellationToken))];

    private static int Compare(SyntaxTree one, SyntaxTree other)
    {
        var order = string.CompareOrdinal(one.FilePath, other.FilePath);
        return order != 0 || one == other ? order : string.CompareOrdinal(one.GetText().ToString(), other.GetText().ToString());
    }

    // The walk of the tree is a loop; what a node stands in follows from where that ends.
    private int Walk(CancellationToken cancellationToken)
    {
        var deepest = 0;
        var ends = new Stack<int>();
        var open = new Stack<(Function? Function, int End)>();
        foreach (var node in Root.DescendantNodesAndSelf())
        {
            var start = node.FullSpan.Start;
            Leave(ends, start);
            ends.Push(node.FullSpan.End);
            deepest = Math.Max(deepest, ends.Count);
            while (open.TryPeek(out var top) && start >= top.End && node != Root)
            {
                open.Pop();
            }

            _nodes.Add(node);
            Own(node, open, cancellationToken);
        }

        return deepest;
    }

    private void Own(SyntaxNode node, Stack<(Function? Function, int End)> open, CancellationToken cancellationToken)
    {
        var around = open.TryPeek(out var top) ? top.Function : null;
        if (Function.Is(node))
        {
            cancellationToken.ThrowIfCancellationRequested();
            around = new Function(node) { Outer = around };
            _functions.Add(around);
            open.Push((around, node.FullSpan.End));
        }
        else if (node is BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax or DelegateDeclarationSyntax)
        {
            around = null;
            open.Push((null, node.FullSpan.End));
        }

        around?.Nodes.Add(node);
    }

    private static void Leave(Stack<int> ends, int start)
    {
        while (ends.TryPeek(out var end) && start >= end)
        {
            ends.Pop();
        }
    }
}
