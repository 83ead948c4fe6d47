using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Compliance;

/// <summary>
/// What a compute node, a reducer or an orchestrator does, by itself and by what it calls in the same files. Each member is looked at once for each of the two
/// measures (compute nodes, and the others), so calls in circles end.
/// </summary>
internal sealed class BeyondKindRule(IReadOnlyList<CodeFile> files, FindingList found)
{
    private readonly Dictionary<SyntaxTree, SemanticModel?> _models = files.ToDictionary(static file => file.Root.SyntaxTree, static file => file.Model);
    private readonly HashSet<(SyntaxNode Member, bool OnlyOutside)> _seen = [];
    private readonly Queue<SyntaxNode> _open = new();
    private readonly HashSet<INamedTypeSymbol> _nodes = new(SymbolEqualityComparer.Default);
    private readonly Lazy<ILookup<ISymbol, SyntaxNode>> _overrides = new(() => Overrides(files));

    public void Judge(NodeClasses nodes, CancellationToken cancellationToken)
    {
        _nodes.UnionWith(nodes.All.Select(static node => node.Symbol));
        foreach (var node in nodes.All)
        {
            if (nodes.Kind(node) is not (NodeKind.Compute or NodeKind.Reducer or NodeKind.Orchestrator) || nodes.Kind(node) is not { } kind)
            {
                continue;
            }

            foreach (var member in Members(node.Symbol))
            {
                Follow(member, kind != NodeKind.Compute);
            }

            while (_open.TryDequeue(out var member))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Look(member, node.Symbol, kind, cancellationToken);
            }
        }
    }

    // Types inside are followed when something of them is called.
    private static IEnumerable<MemberDeclarationSyntax> Members(INamedTypeSymbol node) => node.DeclaringSyntaxReferences
        .SelectMany(static part => part.GetSyntax() is ClassDeclarationSyntax type ? type.Members : [])
        .Where(static member => member is not BaseTypeDeclarationSyntax and not DelegateDeclarationSyntax);

    private void Follow(SyntaxNode member, bool onlyOutside)
    {
        if (member is TypeDeclarationSyntax type)
        {
            // A primary constructor: what it runs are the initializers.
            foreach (var field in type.Members.OfType<FieldDeclarationSyntax>())
            {
                Follow(field, onlyOutside);
            }

            return;
        }

        if (_seen.Add((member, onlyOutside)))
        {
            _open.Enqueue(member);
        }
    }

    // Which of the overrides is called is not known; each may be.
    private void FollowOverrides(ISymbol member, bool onlyOutside)
    {
        if (member.IsAbstract || member.IsVirtual || member.IsOverride)
        {
            foreach (var place in _overrides.Value[member.OriginalDefinition])
            {
                Follow(place, onlyOutside);
            }
        }
    }

    private static ILookup<ISymbol, SyntaxNode> Overrides(IEnumerable<CodeFile> files) => files
        .SelectMany(static file => file.Nodes.OfType<MemberDeclarationSyntax>()
            .Where(static member => member.Modifiers.Any(SyntaxKind.OverrideKeyword))
            .SelectMany(member => Overridden(file.Model?.GetDeclaredSymbol(member)).Select(of => (Of: of, Place: (SyntaxNode)member))))
        .ToLookup(static one => one.Of, static one => one.Place, SymbolEqualityComparer.Default);

    private static IEnumerable<ISymbol> Overridden(ISymbol? member) => member switch
    {
        IMethodSymbol { OverriddenMethod.OriginalDefinition: { } method } => [method],
        IPropertySymbol { OverriddenProperty.OriginalDefinition: { } property } => [property],
        _ => [],
    };

    private void Look(SyntaxNode member, INamedTypeSymbol node, NodeKind kind, CancellationToken cancellationToken)
    {
        if (!_models.TryGetValue(member.SyntaxTree, out var model) || model is null)
        {
            return;
        }

        var isInitializer = member is ConstructorDeclarationSyntax constructor && constructor.Modifiers.Any(static one => one.ValueText == "static");
        foreach (var part in member.DescendantNodes(static one => one is not AttributeListSyntax && !IsNameOf(one)))
        {
            if (kind == NodeKind.Compute && !isInitializer && StaticState.Changed(part, model, cancellationToken) is { } changed)
            {
                Report(changed, Deed.State, changed.ValueText, node, kind);
            }

            if (part is SimpleNameSyntax { Parent: not TypeArgumentListSyntax } or BaseObjectCreationExpressionSyntax
                && model.GetSymbolInfo(part, cancellationToken).Symbol is { } symbol and (IMethodSymbol or IPropertySymbol or IFieldSymbol))
            {
                Look(part, symbol, node, kind);
            }
        }
    }

    private void Look(SyntaxNode part, ISymbol symbol, INamedTypeSymbol node, NodeKind kind)
    {
        if (symbol.DeclaringSyntaxReferences is [var place, ..])
        {
            // Another node answers for itself, and a local function stands in what is looked at.
            if (symbol is not IMethodSymbol { MethodKind: MethodKind.LocalFunction }
                && (!IsNode(symbol.ContainingType) || SymbolEqualityComparer.Default.Equals(symbol.ContainingType, node)))
            {
                Follow(place.GetSyntax(), kind != NodeKind.Compute);
                FollowOverrides(symbol, kind != NodeKind.Compute);
            }
        }
        else if (Deeds.Of(symbol) is { } deed && (deed.IsOutside || kind == NodeKind.Compute))
        {
            var name = symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "new " + symbol.ContainingType.Name : $"{symbol.ContainingType.Name}.{symbol.Name}";
            Report(part is SimpleNameSyntax simple ? simple.Identifier : part.GetFirstToken(), deed, name, node, kind);
        }
    }

    private bool IsNode(INamedTypeSymbol? type) => type is not null && _nodes.Contains(type.OriginalDefinition);

    private void Report(SyntaxToken place, Deed deed, string name, INamedTypeSymbol node, NodeKind kind) => found.Add(
        ComplianceRules.BeyondKind,
        place,
        $"'{name}' {deed.What}, and '{node.Name}' is {(kind == NodeKind.Orchestrator ? "an" : "a")} {kind.ToString().ToLowerInvariant()} node.",
        kind == NodeKind.Compute ? "Let an effect node do it, and take what it gives as input." : "Let an effect node do it.");

    private static bool IsNameOf(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } };
}
