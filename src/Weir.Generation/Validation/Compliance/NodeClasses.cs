using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Contracts;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Compliance;

/// <summary>A class that is a node: by what it derives from, or because it has the name of the contract's node.</summary>
/// <param name="Declaration">Where it is declared, its first part where there are several.</param>
/// <param name="Symbol">What it is.</param>
/// <param name="Base">The kind it derives from, or null.</param>
internal sealed record NodeClass(ClassDeclarationSyntax Declaration, INamedTypeSymbol Symbol, NodeKind? Base);

/// <summary>The nodes in the files, and what the contract says of them.</summary>
internal sealed class NodeClasses
{
    private readonly List<NodeClass> _all = [];

    public NodeClasses(IEnumerable<CodeFile> files, Contract? contract, CancellationToken cancellationToken)
    {
        Contract = contract;
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var file in files)
        {
            foreach (var declaration in file.Nodes.OfType<ClassDeclarationSyntax>())
            {
                if (file.Model?.GetDeclaredSymbol(declaration, cancellationToken) is { } symbol && seen.Add(symbol)
                    && (KindOf(symbol) is { } || symbol.Name == contract?.Name))
                {
                    _all.Add(new NodeClass(declaration, symbol, KindOf(symbol)));
                }
            }
        }

        Named = contract is null ? null : _all.Find(one => one.Symbol.Name == contract.Name);
    }

    public Contract? Contract { get; }

    /// <summary>The nodes, in the order of the files.</summary>
    public IReadOnlyList<NodeClass> All => _all;

    /// <summary>The class that the contract names, or null.</summary>
    public NodeClass? Named { get; }

    /// <summary>What a node may do: what its base says, else what the contract says.</summary>
    public NodeKind? Kind(NodeClass node) => node.Base ?? (node == Named ? Contract?.Kind : null);

    /// <summary>The kind a class derives from, or null.</summary>
    private static NodeKind? KindOf(INamedTypeSymbol symbol)
    {
        for (var type = symbol.BaseType; type is not null; type = type.BaseType)
        {
            if (IsOfWeir(type) && type.Name.EndsWith("Node", StringComparison.Ordinal) && Enum.TryParse<NodeKind>(type.Name[..^"Node".Length], out var kind))
            {
                return kind;
            }
        }

        return null;
    }

    // Where Weir is not there to be found, its name is taken for it.
    private static bool IsOfWeir(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Error || type.ContainingNamespace is { Name: "Weir", ContainingNamespace.IsGlobalNamespace: true };
}
