using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Contracts;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Compliance;

/// <summary>The settings that a node holds are read somewhere. A node whose operations are not written yet is not asked.</summary>
internal static class UnreadSettingRule
{
    public static void Judge(IReadOnlyList<CodeFile> files, NodeClasses nodes, FindingList found, CancellationToken cancellationToken)
    {
        var settings = Settings(nodes).ToList();
        if (settings.Count == 0)
        {
            return;
        }

        var read = Read(files, settings.Select(static one => one.Name).ToHashSet(StringComparer.Ordinal), cancellationToken);
        foreach (var setting in settings.Where(one => !read.Contains(one)))
        {
            found.Add(
                ComplianceRules.UnreadSetting,
                setting.Locations[0],
                $"The setting '{setting.ContainingType.Name}.{setting.Name}' is read nowhere, so changing it changes nothing.",
                "Read it where it is to have an effect, or take it out of the contract.");
        }
    }

    /// <summary>The properties of the types of settings that nodes with bodies of their own hold.</summary>
    private static IEnumerable<IPropertySymbol> Settings(NodeClasses nodes) => nodes.All
        .Where(node => HasOwnBodies(node, nodes))
        .SelectMany(static node => Held(node.Symbol))
        .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
        .SelectMany(static type => type.GetMembers().OfType<IPropertySymbol>())
        .Where(static property => property is { IsStatic: false, IsIndexer: false, IsImplicitlyDeclared: false, IsOverride: false } && IsStored(property));

    private static IEnumerable<INamedTypeSymbol> Held(INamedTypeSymbol node)
    {
        var fields = node.GetMembers().Select(static member => member switch
        {
            IFieldSymbol { IsImplicitlyDeclared: false } field => field.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        });
        return fields.Concat(Captured(node)).OfType<INamedTypeSymbol>()
            .SelectMany(static type => type.TypeArguments.Append(type)).OfType<INamedTypeSymbol>()
            .Select(static type => type.OriginalDefinition)
            .Where(static type => type.DeclaringSyntaxReferences.Length > 0
                && (type.Name.EndsWith("Settings", StringComparison.Ordinal) || type.Name.EndsWith("Options", StringComparison.Ordinal)));
    }

    // The parameters of a primary constructor are as good as fields, unless they are only handed to the base.
    private static IEnumerable<ITypeSymbol> Captured(INamedTypeSymbol node) => node.InstanceConstructors
        .Where(static one => one.DeclaringSyntaxReferences is [var place] && place.GetSyntax() is ClassDeclarationSyntax { BaseList: not { Types: [PrimaryConstructorBaseTypeSyntax, ..] } })
        .SelectMany(static one => one.Parameters).Select(static parameter => parameter.Type);

    private static bool IsStored(IPropertySymbol property) => property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        PropertyDeclarationSyntax declared => declared.ExpressionBody is null,
        ParameterSyntax => true,
        _ => false,
    };

    private static bool HasOwnBodies(NodeClass holder, NodeClasses nodes)
    {
        var derived = nodes.All.Where(node => DerivesFrom(node.Symbol, holder.Symbol)).ToList();
        return (derived.Count == 0 ? [holder] : derived).Exists(node => node.Symbol.DeclaringSyntaxReferences
            .SelectMany(static part => part.GetSyntax() is ClassDeclarationSyntax type ? type.Members : [])
            .OfType<MethodDeclarationSyntax>().Any(method => IsOperation(method, nodes.Contract) && IsWritten(method)));
    }

    private static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol other)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, other))
            {
                return true;
            }
        }

        return false;
    }

    // An operation overrides what its base declares, and is given the context of its step; a health check, a helper or a property is none.
    private static bool IsOperation(MethodDeclarationSyntax method, Contract? contract) =>
        (method.Modifiers.Any(SyntaxKind.OverrideKeyword) && method.ParameterList.Parameters.Any(static parameter => parameter.Type is { } type && type.ToString().EndsWith(nameof(StepContext), StringComparison.Ordinal)))
        || (contract?.Operations.Any(operation => method.Identifier.ValueText == operation.ClrName + "Async" || method.Identifier.ValueText == operation.ClrName) ?? false);

    private static bool IsWritten(MethodDeclarationSyntax method)
    {
        var thrown = method switch
        {
            { ExpressionBody.Expression: ThrowExpressionSyntax only } => only.Expression,
            { Body.Statements: [ThrowStatementSyntax only] } => only.Expression,
            _ => null,
        };
        return (method.Body ?? (SyntaxNode?)method.ExpressionBody) is not null
            && !(thrown is ObjectCreationExpressionSyntax { Type: var type } && type.ToString().EndsWith(nameof(OperationNotImplementedException), StringComparison.Ordinal));
    }

    private static HashSet<ISymbol> Read(IEnumerable<CodeFile> files, HashSet<string> names, CancellationToken cancellationToken)
    {
        var read = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var file in files.Where(static file => file.Model is not null))
        {
            foreach (var name in file.Nodes.OfType<IdentifierNameSyntax>())
            {
                if (names.Contains(name.Identifier.ValueText) && !IsWrite(name)
                    && file.Model?.GetSymbolInfo(name, cancellationToken).Symbol is IPropertySymbol property)
                {
                    read.Add(property.OriginalDefinition);
                }
            }
        }

        return read;
    }

    private static bool IsWrite(IdentifierNameSyntax name)
    {
        var target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name;
        return target.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == target && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression),
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } => true,
            _ => false,
        };
    }
}
