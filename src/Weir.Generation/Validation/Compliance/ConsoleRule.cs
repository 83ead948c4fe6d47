using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Generation.Validation.Syntax;

namespace Weir.Generation.Validation.Compliance;

/// <summary>Who is no program writes nothing to the console or the debugger.</summary>
internal sealed class ConsoleRule : CodeRule
{
    public override void Judge(CodeFile file, FindingList found, CancellationToken cancellationToken)
    {
        if (file.Model is not { } model)
        {
            return;
        }

        foreach (var node in file.Nodes)
        {
            if (node is InvocationExpressionSyntax call && Name(call) is { } name && name.Identifier.ValueText.StartsWith("Write", StringComparison.Ordinal)
                && Target(call, model, cancellationToken) is { } target && !IsProgram(call))
            {
                found.Add(
                    ComplianceRules.UnstructuredLogging,
                    name.Identifier,
                    $"'{target}.{name.Identifier.ValueText}' writes where nobody can filter or search it.",
                    "Log a message template with values, through a logger that is given from outside.");
            }
        }
    }

    private static SimpleNameSyntax? Name(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        _ => null,
    };

    private static string? Target(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) => call.Expression switch
    {
        // using static System.Console;
        IdentifierNameSyntax name => model.GetSymbolInfo(name, cancellationToken).Symbol is { IsStatic: true, ContainingType: var type } ? Written(type) : null,
        MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: ("Error" or "Out") and var stream, Expression: var console } } =>
            Type(console, model, cancellationToken) is { Name: "Console" } type && Written(type) is { } name ? $"{name}.{stream}" : null,
        MemberAccessExpressionSyntax { Expression: var target } when Last(target) is "Console" or "Debug" or "Trace" or "Error" or "Out" => Written(Type(target, model, cancellationToken)),
        _ => null,
    };

    private static INamedTypeSymbol? Type(ExpressionSyntax target, SemanticModel model, CancellationToken cancellationToken) => model.GetSymbolInfo(target, cancellationToken).Symbol switch
    {
        INamedTypeSymbol type => type,
        IPropertySymbol { IsStatic: true, Name: "Error" or "Out", ContainingType: { Name: "Console" } type } => type,
        _ => null,
    };

    private static string? Written(INamedTypeSymbol? type) => type switch
    {
        { Name: "Console", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => type.Name,
        { Name: "Debug" or "Trace", ContainingNamespace: { Name: "Diagnostics", ContainingNamespace.Name: "System" } } => type.Name,
        _ => null,
    };

    private static string? Last(ExpressionSyntax target) => target switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    // Top-level statements stand in no type.
    private static bool IsProgram(SyntaxNode call)
    {
        var type = call.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return type is null || type.Members.OfType<MethodDeclarationSyntax>()
            .Any(static method => method.Identifier.ValueText == "Main" && method.Modifiers.Any(SyntaxKind.StaticKeyword));
    }
}
